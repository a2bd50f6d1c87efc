import { saving } from "../text/zh/saving.ts"
import { keepSaved } from "./filing/autosave.ts"

const form = document.querySelector<HTMLFormElement>("form[data-autosave]")
if (form) keepSaved(form, saving)
