"""Makes the invented drafts in all their formats, and their gold, out of one readable source each."""
