// A button that copies a command; without scripts the command can be selected as any text.
"use strict";
for (const block of document.querySelectorAll("pre[data-copy]")) {
  const caption = block.parentElement.querySelector("figcaption");
  const button = document.createElement("button");
  const told = document.createElement("span");
  const about = caption.textContent.trim();
  button.type = "button";
  button.className = "copy";
  button.textContent = block.dataset.copy;
  button.setAttribute("aria-label", `${block.dataset.copy}: ${about}`);
  told.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(block.textContent);
      told.textContent = block.dataset.copied;
    } catch {
      // Not allowed here: what is selected can be copied by hand.
      getSelection().selectAllChildren(block);
    }
  });
  button.addEventListener("blur", () => { told.textContent = ""; });
  const side = document.createElement("span");
  side.append(told, " ", button);
  caption.append(side);
}
