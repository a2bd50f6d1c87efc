/**
 * What comes back with a return (退回、提问), value by value, and how it is answered: by another value, or by words. An answer
 * is a reason of the part under a name of its own, so it is saved, merged and sent as every reason is.
 */
import type { Fault } from "../errors.ts"
import type { Edition } from "../scoring/edition.ts"
import { editionKeys } from "../scoring/keys.ts"
import type { SubmissionState } from "./states.ts"
import { normaliseTyped } from "./typed-text.ts"

/** A return of one filing, in the words of whoever sent it back. */
export interface SentBack {
  submissionId: string
  filing: number
  level: "street" | "district"
  reason: string
  /** ISO instant. */
  at: string
}

/** What an authority said of it. */
export interface QuestionNote {
  /** `returned`: of the filing as a whole. */
  kind: "asked" | "adjusted" | "returned"
  level: "street" | "district"
  /** ISO instant. */
  at: string
  words: string
  checked: string | null
}

/** What came back of one value, or of the filing as a whole. */
export interface Question {
  /** The name that its answer has among the reasons of a part. */
  name: string
  /** The filing that came back. */
  filing: number
  /** Null of the filing as a whole. */
  key: string | null
  notes: QuestionNote[]
  /** What was filed when it came back; empty where nothing was. Of the whole: nothing. */
  filed: string
}

const PREFIX = "answer:"

/** The name of an answer: of a value of the filing that was sent back, or of the filing as a whole. */
export const answerName = (filing: number, key: string | null): string =>
  key === null ? `${PREFIX}${filing}` : `${PREFIX}${filing}:${key}`

/** Whether a name among the reasons of a part is that of an answer. */
export const isAnswer = (name: string): boolean => name.startsWith(PREFIX)

/** The key of the value that an answer is about; null of any other name, and of the whole. */
export const answeredKey = (name: string): string | null => /^answer:\d+:(.+)$/.exec(name)?.[1] ?? null

interface Standing {
  submission: { id: string; state: SubmissionState; filing: number } | null
  /** Of any submission, the oldest first. */
  returns: readonly SentBack[]
  correction: { openedAt: string } | null
}

/**
 * The return that has to be answered, or was answered by what lies filed; null where there is none. What the city opened
 * for correction since is filed anew, and asks nothing of what was asked before.
 */
export function standingReturn({ submission, returns, correction }: Standing): SentBack | null {
  const last = returns.filter((one) => one.submissionId === submission?.id).at(-1)
  if (!submission || !last) return null
  if (submission.state === "returned") return last.filing === submission.filing ? last : null
  return correction && last.at < correction.openedAt ? null : last
}

/** What questions and their answers are made of. */
export interface Asked extends Standing {
  findings: readonly {
    submissionId: string
    filing: number
    level: "street" | "district"
    key: string
    decision: string
    checkedValue: string | null
    reason: string | null
    at: string
  }[]
  values: readonly {
    submissionId: string
    provider: string
    filing: number
    key: string
    value: string
  }[]
}

/**
 * What stands to be answered of some keys, in the edition's order; `whole`: also of the filing as a whole, which is asked
 * only where no value is.
 */
export function questionsOf(
  asked: Asked,
  edition: Edition,
  whose: { mine: ReadonlySet<string>; whole: boolean },
): Question[] {
  const back = standingReturn(asked)
  return back ? questionsBack(asked, edition, back, whose) : []
}

/** What came back with one return, as `questionsOf`. */
export function questionsBack(
  { submission, findings, values }: Asked,
  edition: Edition,
  back: SentBack,
  { mine, whole }: { mine: ReadonlySet<string>; whole: boolean },
): Question[] {
  if (!submission) return []
  const about = findings.filter(
    (row) =>
      row.submissionId === submission.id &&
      row.filing === back.filing &&
      (row.decision === "asked" || row.decision === "adjusted"),
  )
  const filed = new Map(
    values
      .filter(
        (row) =>
          row.submissionId === submission.id && row.provider === "company" && row.filing === back.filing,
      )
      .map((row) => [row.key, row.value]),
  )
  const ofKeys = [...editionKeys(edition).keys()].flatMap((key): Question[] => {
    const rows = about.filter((row) => row.key === key)
    if (rows.length === 0 || !mine.has(key)) return []
    const notes = rows.map(({ decision, level, at, reason, checkedValue }) => ({
      kind: decision === "asked" ? ("asked" as const) : ("adjusted" as const),
      ...{ level, at, words: reason ?? "", checked: checkedValue },
    }))
    return [
      { name: answerName(back.filing, key), filing: back.filing, key, notes, filed: filed.get(key) ?? "" },
    ]
  })
  if (!whole || about.length > 0) return ofKeys
  const { level, at, reason: words } = back
  const note = { kind: "returned" as const, level, at, words, checked: null }
  return [{ name: answerName(back.filing, null), filing: back.filing, key: null, notes: [note], filed: "" }]
}

type Texts = ReadonlyMap<string, string>

/** Whether a value is another one than when it came back. */
export function isMended(edition: Edition, { key, filed }: Question, texts: Texts): boolean {
  const spec = editionKeys(edition).get(key ?? "")
  return spec !== undefined && normaliseTyped(spec, texts.get(spec.key) ?? "") !== filed
}

/**
 * What came back and is sent again as it was: it asks for an answer. `before` are the texts of the filing that came back,
 * of the sender's own keys.
 */
export function unanswered(
  edition: Edition,
  questions: readonly Question[],
  { texts, before }: { texts: Texts; before: Texts },
): Fault[] {
  const specs = editionKeys(edition)
  const same = () =>
    [...new Set([...texts.keys(), ...before.keys()])].every((key) => {
      const spec = specs.get(key)
      return !spec || normaliseTyped(spec, texts.get(key) ?? "") === (before.get(key) ?? "")
    })
  return questions.flatMap((question): Fault[] => {
    const { name, key, notes } = question
    const level = notes.at(-1)?.level ?? "street"
    if (key === null) return same() ? [{ rule: "return_unanswered", field: name, with: { level } }] : []
    if (isMended(edition, question, texts)) return []
    return [{ rule: "question_unanswered", field: name, with: { key, level } }]
  })
}

/** What was filed of a submission's filing by its company, by key. */
export function filedTexts(
  { submission, values }: Pick<Asked, "submission" | "values">,
  filing: number,
): Map<string, string> {
  return new Map(
    values.flatMap((row) =>
      row.submissionId === submission?.id && row.provider === "company" && row.filing === filing && row.value
        ? [[row.key, row.value] as const]
        : [],
    ),
  )
}
