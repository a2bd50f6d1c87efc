import type { Fault } from "../../../worker/domain/errors.ts"
import { editionKeys } from "../../../worker/domain/scoring/keys.ts"
import { scoreEstate } from "../../../worker/domain/scoring/score.ts"
import { checksOf } from "../../../worker/domain/submission/edition-checks.ts"
import { type CheckedFiling, checkFiling } from "../../../worker/domain/submission/faults.ts"
import { leftOf } from "../../../worker/domain/submission/left.ts"
import { normaliseTyped } from "../../../worker/domain/submission/typed-text.ts"
import { faultSentence } from "../../text/fault-sentence.ts"
import { attach } from "../saving/attach.ts"
import { textsOf } from "../saving/fields.ts"
import { keepFiling } from "../saving/filing.ts"
import { showKept } from "../saving/kept.ts"
import { attachCarried, showCarried, unconfirmedKeys } from "./carry.ts"
import type { FilingIslandData } from "./data.ts"
import { attachEnter, attachImpliedZeros, attachReading } from "./keys.ts"
import { attachPaste } from "./paste.ts"
import { offerReuse } from "./reuse.ts"
import { showCounts, showFaults, showLeft, showQuestions, showResults } from "./show.ts"
import type { FilingWords } from "./words.ts"

function start(words: FilingWords, form: HTMLFormElement, data: FilingIslandData): void {
  const { edition } = data
  const specs = editionKeys(edition)
  const { compiled } = checksOf(edition)
  const context = {
    edition,
    mine: new Set(data.mine),
    others: new Map(),
    before: data.before.map((values) => values && new Map(values)),
    // Between own values alone nothing depends on the registry.
    registry: new Map(),
    answers: new Set(data.answers),
    whole: false,
  }
  let { beside } = data
  const touched = new Set<string>()

  function update(): void {
    const typed = { texts: new Map<string, string>(), reasons: new Map<string, string>() }
    for (const [name, value] of textsOf(form))
      (name.startsWith("v:") ? typed.texts : typed.reasons).set(name.slice(2), value)
    const checked: CheckedFiling = checkFiling(context, typed)
    const say = (fault: Fault) => faultSentence(words, specs, fault)
    showFaults(form, checked, { touched, beside, say, words: words.live })
    if (data.company)
      showQuestions(words, form, typed, (key, text) => {
        const spec = specs.get(key)
        return spec ? normaliseTyped(spec, text) : text
      })
    showResults(words, edition, scoreEstate(compiled, checked.values))
    showCounts(words, typed.texts)
    showCarried(words, form)
    const faulty = new Set(checked.hard.map(({ field }) => field ?? ""))
    showLeft(words, leftOf(edition, context.mine, typed.texts, unconfirmedKeys(form), faulty))
  }

  function keyOf(event: Event): string | null {
    const { name } = event.target as HTMLInputElement
    return name.startsWith("v:") ? name.slice(2) : null
  }
  attachCarried(form)
  attachEnter(form)
  attachPaste(words, form, context)
  attachImpliedZeros(words, form, specs)
  attachReading(form, specs, normaliseTyped)
  form.addEventListener("input", update)
  form.addEventListener("change", (event) => {
    const key = keyOf(event)
    if (key) touched.add(key)
    update()
  })
  update()
  const keeper = keepFiling(form, words, data, {
    update,
    told(now) {
      beside = now
      update()
    },
  })
  attach(form, keeper)
  // An edition that says what lasts has it in the fields already.
  if (![...specs.values()].some(({ carry }) => carry)) offerReuse(words, edition, data.previous)
}

/** The filing form in the browser: the same rules and the same engine at every keystroke, and a draft that saves itself. */
export function startFiling(words: FilingWords): void {
  const form = document.querySelector<HTMLFormElement>("#filing")
  const block = document.querySelector("#filing-data")
  showKept(words)
  if (form && block?.textContent) start(words, form, JSON.parse(block.textContent) as FilingIslandData)
}
