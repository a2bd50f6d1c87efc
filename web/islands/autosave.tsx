import { texts } from "../text/text.ts"
import { keepSaved } from "./filing/autosave.ts"

const form = document.querySelector<HTMLFormElement>("form[data-autosave]")
const language = document.documentElement.lang.startsWith("en") ? "en" : "zh"
if (form) keepSaved(form, texts[language])
