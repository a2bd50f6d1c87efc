import type { FilingView, ShownQuestion } from "../../../web/pages/filing/filing-view.ts"
import type { Fault } from "../../domain/errors.ts"
import { dayOf } from "../../domain/quarter.ts"
import { editionKeys, type KeyValue } from "../../domain/scoring/keys.ts"
import { type EstateScore, scoreEstate } from "../../domain/scoring/score.ts"
import { unconfirmed } from "../../domain/submission/carried.ts"
import { checksOf } from "../../domain/submission/edition-checks.ts"
import { expected } from "../../domain/submission/expected.ts"
import type { CheckedFiling, Typed } from "../../domain/submission/faults.ts"
import { headlineIndicators } from "../../domain/submission/headline.ts"
import { dueDay, isOver, timeliness } from "../../domain/submission/lateness.ts"
import { isMended } from "../../domain/submission/questions.ts"
import { toldAdjustments } from "../../domain/submission/told-adjustments.ts"
import { askingsOf } from "../../usecases/submission/ask.ts"
import { factsOf } from "../../usecases/submission/expected.ts"
import { type Filing, shownCheck } from "../../usecases/submission/open-filing.ts"
import { unkeptQuarters } from "../../usecases/submission/open-submission.ts"

/** The engine's form of an edition; made once per isolate. */
export function compiledOf(edition: Filing["edition"]) {
  return checksOf(edition).compiled
}

/** Why it came back: the company reads all of it, another provider only what concerns its own values. */
export function returnedOf({ dossier, provider, mine }: Filing): FilingView["returned"] {
  const { submission, findings } = dossier
  if (!submission?.returnedBy || !submission.returnReason) return null
  const asked = findings.filter(
    (row) =>
      row.submissionId === submission.id &&
      row.filing === submission.filing &&
      (row.decision === "asked" || row.decision === "adjusted") &&
      (provider === "company" || mine.has(row.key)),
  )
  if (provider !== "company" && asked.length === 0) return null
  return {
    by: submission.returnedBy,
    reason: provider === "company" ? submission.returnReason : null,
    findings: asked.map((row) => ({
      key: row.key,
      decision: row.decision === "asked" ? "asked" : "adjusted",
      reason: row.reason ?? "",
      checked: row.checkedValue,
    })),
  }
}

/** What came back of this part, with how far it is dealt with; once it is sent, what the filing that lies there answers. */
export function questionsShown(filing: Filing, typed: Typed = filing.typed): ShownQuestion[] {
  const { edition, questions, locked, dossier } = filing
  return questions.flatMap((question): ShownQuestion[] => {
    const { name, filing: back } = question
    const answered = Boolean(typed.reasons.get(name)?.trim())
    if (locked && !answered && back !== (dossier.submission?.filing ?? 0) - 1) return []
    const changed = filing.provider === "company" && isMended(edition, question, typed.texts)
    return [{ ...question, state: answered ? "answered" : changed ? "changed" : "open" }]
  })
}

/**
 * What others have provided of the headline indicators: the company, which is judged by it, sees that it is there, and its
 * value once it is verified.
 */
function providedHeadline({ edition, standing, mine, dossier }: Filing): FilingView["provided"] {
  const verified = dossier.submission?.state === "verified"
  const keys = headlineIndicators(edition).flatMap(({ inputs }) =>
    inputs.map(({ key, sensitive }) => ({ key, sensitive })),
  )
  return new Map(
    keys.flatMap(({ key, sensitive }) => {
      const one = standing.get(key)
      return one && !sensitive && !mine.has(key)
        ? [[key, { value: verified ? one.value : null, provider: one.provider }]]
        : []
    }),
  )
}

/** Whom a company can ask for what, and when it did so today; nothing where its values take no changes any more. */
export function askingView(filing: Filing, checked: CheckedFiling, now: Date): FilingView["asking"] {
  if (filing.provider !== "company" || !filing.mayAsk) return []
  const today = dayOf(now.getTime())
  const asked = filing.dossier.askings.filter(({ day }) => day === today)
  return [...askingsOf(filing, checked)].map(([provider, keys]) => ({
    provider,
    keys,
    today: asked.find((one) => one.provider === provider)?.at ?? null,
  }))
}

/** What was asked of this part since it was last saved, as long as it takes changes: `askedOfPlace` counts the same. */
export function askedView({ dossier, provider, savedAt, locked }: Filing): FilingView["asked"] {
  if (locked) return null
  const own = dossier.askings.filter((one) => one.provider === provider && one.at > (savedAt ?? ""))
  const last = own.at(-1)
  if (!last) return null
  return { company: last.company, at: last.at, keys: [...new Set(own.flatMap(({ keys }) => keys))] }
}

export interface ShownFiling {
  view: FilingView
  values: Map<string, KeyValue>
}

/** What the form shows: what stands in the draft, or what was just typed with its faults, as it is `looked` at. */
export function filingView(
  filing: Filing,
  clock: { now: Date; formKey: string },
  typed: Typed = filing.typed,
  moreFaults: Fault[] = [],
  looked: typeof shownCheck = shownCheck,
): ShownFiling {
  const { dossier, edition, provider, mine, previous } = filing
  const checked = looked(filing, typed)
  const known = new Set(checked.hard.map((fault) => `${fault.rule} ${fault.field}`))
  const extra = moreFaults.filter((fault) => !known.has(`${fault.rule} ${fault.field}`))
  const { submission, estate } = dossier
  return {
    values: checked.values,
    view: {
      estate: {
        slug: estate.slug,
        name: estate.name,
        placeNames: estate.placeNames,
        demonstration: estate.origin === "demonstration",
        managers: dossier.managers,
      },
      company: dossier.company?.name ?? null,
      quarter: dossier.quarter.quarter,
      withdrawnIsLate: dossier.correction === null && isOver(dueDay(dossier.due, null), clock.now),
      timeliness: timeliness(clock.now, dossier.due, submission, dossier.correction !== null),
      request: dossier.request,
      extension: dossier.extension,
      exemption: dossier.exemption,
      state: submission?.state ?? null,
      submittedAt: submission?.submittedAt ?? null,
      provider,
      edition,
      specs: editionKeys(edition),
      mine,
      whole: provider === "company",
      provided: provider === "company" ? providedHeadline(filing) : new Map(),
      texts: typed.texts,
      reasons: typed.reasons,
      carried: filing.locked ? new Map() : unconfirmed(filing.carried, typed),
      previous,
      before: filing.before,
      registry: filing.registry,
      hard: [...checked.hard, ...extra],
      soft: checked.soft,
      told: checked.told,
      revision: filing.partRevision,
      savedAt: filing.savedAt,
      locked: filing.locked,
      mayWithdraw: filing.mayWithdraw,
      hasReceipt: provider === "company" && (submission?.submittedAt ?? null) !== null,
      maySubmit: filing.maySubmit,
      released: dossier.released && !dossier.releasing,
      correction: dossier.correction,
      returned: returnedOf(filing),
      questions: questionsShown(filing, typed),
      adjustments: toldAdjustments(dossier, filing, factsOf(filing, clock.now)),
      asking: askingView(filing, checked, clock.now),
      asked: askedView(filing),
      unkept: unkeptQuarters(dossier),
      formKey: clock.formKey,
    },
  }
}

/** The score of this part alone, as the form shows it live. */
export function partScore(filing: Filing, values: ReadonlyMap<string, KeyValue>): EstateScore {
  return scoreEstate(compiledOf(filing.edition), values)
}

/** What is expected with everything that others have typed and what the platform knows, and what is still empty. */
export function expectedOf(filing: Filing, values: ReadonlyMap<string, KeyValue>, now: Date) {
  const all = new Map([...filing.others, ...values])
  const keys = [...editionKeys(filing.edition).values()].filter(
    (spec) => spec.kind === "base" || spec.kind === "input" || spec.kind === "gate",
  )
  const empty = keys
    .filter((spec) => !all.has(spec.key) && spec.provider !== "platform")
    .map((spec) => spec.key)
  return {
    expected: expected(factsOf(filing, now), all),
    missing: empty.filter((key) => filing.mine.has(key)),
    waiting: empty.filter((key) => !filing.mine.has(key)),
  }
}
