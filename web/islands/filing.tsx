import { editionKeys } from "../../worker/domain/scoring/keys.ts"
import { compileEdition, scoreEstate } from "../../worker/domain/scoring/score.ts"
import { type CheckedFiling, checkFiling } from "../../worker/domain/submission/faults.ts"
import { faultSentence } from "../text/fault-sentence.ts"
import { texts } from "../text/text.ts"
import { keepSaved } from "./filing/autosave.ts"
import type { FilingIslandData } from "./filing/data.ts"
import { offerReuse } from "./filing/reuse.ts"
import { showCounts, showFaults, showResults } from "./filing/show.ts"

/** The filing form in the browser: the same rules and the same engine at every keystroke, and a draft that saves itself. */
function start(form: HTMLFormElement, data: FilingIslandData): void {
  const text = texts[data.language]
  const { edition } = data
  const specs = editionKeys(edition)
  const compiled = compileEdition(edition)
  const context = {
    edition,
    mine: new Set(data.mine),
    others: new Map(),
    previous: new Map(data.previous),
  }
  const touched = new Set<string>()

  function update(): void {
    const typed = { texts: new Map<string, string>(), reasons: new Map<string, string>() }
    for (const [name, value] of new FormData(form)) {
      if (name.startsWith("v:")) typed.texts.set(name.slice(2), String(value))
      if (name.startsWith("r:")) typed.reasons.set(name.slice(2), String(value))
    }
    const checked: CheckedFiling = checkFiling(context, typed)
    showFaults(form, checked, touched, (fault) => faultSentence(text, specs, fault))
    showResults(text, edition, scoreEstate(compiled, checked.values))
    showCounts(text, typed.texts)
  }

  function keyOf(event: Event): string | null {
    const { name } = event.target as HTMLInputElement
    return name.startsWith("v:") ? name.slice(2) : null
  }
  form.addEventListener("input", update)
  form.addEventListener("change", (event) => {
    const key = keyOf(event)
    if (key) touched.add(key)
    update()
  })
  update()
  keepSaved(form, text)
  offerReuse(text, edition, data.previous)
}

const form = document.querySelector<HTMLFormElement>("#filing")
const block = document.querySelector("#filing-data")
if (form && block?.textContent) start(form, JSON.parse(block.textContent) as FilingIslandData)
