"""What is said in Danish and English where a finding is mended by a form, and where a draft is published."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from plangraph.model import Text

_WORDS: Final = {
    "required": Text("(skal udfyldes)", "(required)"),
    "wanted": Text("(skal udfyldes, hvis delen bruges)", "(required if the part is used)"),
    "no_form": Text("Hvordan det rettes", "How to mend it"),
    "faults": Text(
        "Noget skal rettes, før det kan gemmes", "Something has to be corrected before it can be saved"
    ),
    "stale_form": Text(
        "Udkastet er ændret, siden du åbnede formularen. Intet er gemt endnu. Det, du skrev, står her stadig: se det efter, "
        "og gem det igen.",
        "The draft has changed since you opened the form. Nothing is saved yet. What you wrote is still here: look at it "
        "and save it again.",
    ),
    "ways": Text("Hvordan vil du rette det?", "How do you want to mend it?"),
    "needed_with": Text("Skal udfyldes sammen med »{label}«.", "Required together with “{label}”."),
    "instead_of": Text("Kan udfyldes i stedet for »{label}«.", "May be filled in instead of “{label}”."),
    "any_of": Text("Udfyld mindst ét af:", "Fill in at least one of:"),
    "choose": Text("Vælg …", "Choose …"),
    "suggested": Text("foreslået", "suggested"),
    "mend": Text("Gem, og tjek igen", "Save and check again"),
    "cancel": Text("Annuller", "Cancel"),
    "publish": Text("Udgiv planen her", "Publish the plan here"),
    "publish_lead": Text(
        "»{title}« lægges blandt de offentlige planer på denne server som »{slug}«. Alle, der kan åbne siderne, kan så "
        "læse den.",
        "“{title}” is put among the public plans of this server as “{slug}”. Whoever may open the pages can read it "
        "then.",
    ),
    "publish_quotes": Text(
        "{count} steder med dokumentets egne ord følger med, og navnene på dem, der har afgjort forslag.",
        "{count} quotations of the document's own words go with it, and the names of those who decided suggestions.",
    ),
    "publish_quotes_one": Text(
        "1 sted med dokumentets egne ord følger med, og navnene på dem, der har afgjort forslag.",
        "1 quotation of the document's own words goes with it, and the names of those who decided suggestions.",
    ),
    "publish_waiting": Text(
        "{count} forslag er ikke set igennem; de vises som uafklarede.",
        "{count} suggestions have not been reviewed; they are shown as unconfirmed.",
    ),
    "publish_waiting_one": Text(
        "1 forslag er ikke set igennem; det vises som uafklaret.",
        "1 suggestion has not been reviewed; it is shown as unconfirmed.",
    ),
    "publish_violations": Text(
        "Der er stadig {count} fejl i den.", "There are still {count} violations in it."
    ),
    "publish_violations_one": Text("Der er stadig 1 fejl i den.", "There is still 1 violation in it."),
    "publish_draft": Text(
        "Udkastet her bliver, til det udløber eller slettes. Det kan du ændre videre i, uden at den udgivne plan ændres.",
        "The draft here stays until it expires or is deleted. You can go on changing it without changing the published "
        "plan.",
    ),
    "publish_there": Text(
        "Der er allerede en plan med det navn: {name}.", "There is a plan of that name already: {name}."
    ),
    "publish_replace": Text(
        "Ja, erstat hele {name} med dette udkast", "Yes, replace all of {name} with this draft"
    ),
    "publish_token": Text("Serverens token", "The server's token"),
    "publish_token_help": Text(
        "Den, der driver serveren, har det. Det gemmes ikke.",
        "Whoever runs the server has it. It is not kept.",
    ),
    "publish_now": Text("Udgiv", "Publish"),
    "wrong_token": Text("Det token kendes ikke.", "That token is not known."),
    "confirm_replace": Text(
        "Sæt kryds for at erstatte planen, eller lad være med at udgive.",
        "Tick the box to replace the plan, or do not publish.",
    ),
    "published": Text("Planen er udgivet", "The plan is published"),
    "published_text": Text("Den står nu blandt de andre planer.", "It is now among the other plans."),
    "see_plan": Text("Se planen", "See the plan"),
    "published_from": Text("et udkast, afleveret på siderne", "a draft handed in on the pages"),
    "published_meanwhile": Text(
        "Planen på serveren er ændret, siden du åbnede siden. Intet er overskrevet. Gå tilbage, og se på den igen.",
        "The plan on the server has changed since you opened the page. Nothing was overwritten. Go back and look at it "
        "again.",
    ),
    "not_writable": Text("Denne server tager ikke imod planer.", "This server takes no plans."),
    "no_slug": Text(
        "Planen har ikke et navn, som den kan udgives under: dens IRI skal være id:plan/<kommune>-<år>.",
        "The plan has no name to publish it by: its IRI has to be id:plan/<municipality>-<year>.",
    ),
}

WORDS: Final = MappingProxyType({f"drafts_{key}": text for key, text in _WORDS.items()})
