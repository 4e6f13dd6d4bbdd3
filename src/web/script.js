// What a browser can do besides. Every page works without it.
"use strict";

// Authorities by the letters typed, in the place of a long list.
for (const list of document.querySelectorAll("select[name=authority]")) {
  const options = [...list.options].filter((option) => option.value);
  if (options.length < 12) continue;
  const named = (option) => option.text.split(": ")[0];
  const field = document.createElement("input");
  const names = document.createElement("datalist");
  names.id = "authorities";
  for (const option of options) names.append(new Option("", named(option)));
  field.setAttribute("list", names.id);
  field.autocomplete = "off";
  field.placeholder = list.options[0].text;
  field.value = list.value ? named(list.selectedOptions[0]) : "";
  // The name of the field stays that of the list, whose value is sent.
  field.id = list.id;
  list.removeAttribute("id");
  list.hidden = true;
  list.before(field, names);
  field.addEventListener("input", () => {
    const typed = field.value.trim().toLowerCase();
    const found = options.find((option) => named(option).toLowerCase() === typed);
    list.value = found ? found.value : "";
    field.setCustomValidity(typed && !found ? "Choose an authority of the list" : "");
  });
}

// What is ticked is kept while its reader goes on to other pages of the same list.
for (const link of document.querySelectorAll(".pages a")) {
  link.addEventListener("click", () => {
    const ticked = document.querySelectorAll(".tick input:checked");
    const next = new URL(link.href);
    for (const box of ticked) next.searchParams.append(box.name, box.value);
    link.href = next;
  });
}

// A quotation with its source, ready to be put into a document.
if (navigator.clipboard) {
  const said = document.createElement("p");
  said.className = "hidden";
  said.setAttribute("role", "status");
  document.querySelector("main").append(said);
  for (const hit of document.querySelectorAll("article")) {
    const [words, source] = [hit.querySelector("blockquote"), hit.querySelector(".source, footer")];
    if (!words || !source) continue;
    const quoted = `“${words.textContent.trim()}” (${source.textContent.trim()})`;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy with its source";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(quoted);
      said.textContent = "Copied";
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy with its source"; }, 2000);
    });
    source.append(" ", button);
  }
}
