import type { MemberActor } from "../../domain/actor.ts"
import type { Fault } from "../../domain/errors.ts"
import type { Edition, Provider } from "../../domain/scoring/edition.ts"
import { editionKeys } from "../../domain/scoring/keys.ts"
import type { PlacedLine } from "../../domain/submission/book-lines.ts"
import { CARRY_RULE, unconfirmed } from "../../domain/submission/carried.ts"
import { type Typed, unexplained } from "../../domain/submission/faults.ts"
import { normaliseTyped } from "../../domain/submission/typed-text.ts"
import type { Target } from "../act.ts"
import type { UseCaseContext } from "../context.ts"
import { draftOf } from "./draft-of.ts"
import { askedBook, filingIn } from "./open-book.ts"
import { checkSending, type Filing } from "./open-filing.ts"

/** What a line of a book would do to its estate. */
export interface CheckedLine {
  line: number
  slug: string
  name: string
  /** `same`: nothing of it differs from what is saved; `shut`: nothing may be typed, for the reason in `locked`. */
  state: "good" | "same" | "bad" | "shut"
  locked: Filing["locked"]
  hard: Fault[]
  /** What will ask for a reason when it is sent. */
  soft: Fault[]
  /** Values that had none, that had another one, and that stand already. */
  added: number
  changed: number
  unchanged: number
  /** Of those that had none: taken over of the quarter before as it was given out, which entering confirms. */
  confirmed: number
}

/** What saving a good line needs; nothing else of its estate is kept. */
export interface LineDraft extends ReturnType<typeof draftOf> {
  estate: { id: string; districtCode: string }
  submission: Filing["dossier"]["submission"]
  partRevision: number
}

/** A book's lines, opened: what each would do. */
export interface OpenBookLines {
  quarter: string
  provider: Provider
  /** Null where none of the lines has an estate. */
  edition: Edition | null
  asked: readonly PlacedLine[]
  lines: CheckedLine[]
  /** By slug, of good lines. */
  drafts: Map<string, LineDraft>
}

/** Estates whose dossiers are in memory at a time. */
const AT_A_TIME = 50

/** What would stand in the form with the cells of a line in it, and how many of them change something. */
function typedWith(filing: Filing, line: PlacedLine) {
  const specs = editionKeys(filing.edition)
  const counts = { added: 0, changed: 0, unchanged: 0, confirmed: 0 }
  const texts = new Map(filing.typed.texts)
  const carried = unconfirmed(filing.carried, filing.typed)
  const confirmed = new Map<string, string>()
  for (const [key, text] of line.cells) {
    const spec = specs.get(key)
    const same = (typed: string) => (spec ? normaliseTyped(spec, typed) : typed.trim())
    const [now, then] = [same(filing.typed.texts.get(key) ?? ""), same(text)]
    if (now === then) {
      counts.unchanged += 1
      continue
    }
    if (now === "" && carried.get(key)?.text === then) confirmed.set(key, text)
    else if (now === "") counts.added += 1
    else counts.changed += 1
    texts.set(key, text)
  }
  // A row in which nobody has typed anything confirms nothing of what was carried over into it.
  if (counts.added + counts.changed === 0) for (const key of confirmed.keys()) texts.delete(key)
  else {
    counts.added += confirmed.size
    counts.confirmed = confirmed.size
  }
  return { texts, counts }
}

/**
 * The reasons with that of the line at each value that asks for one; reasons that differ from each other stay, and so
 * does what stands where the line says nothing new.
 */
function reasonsWith(filing: Filing, line: PlacedLine, soft: readonly Fault[], differs: boolean) {
  const { reasons } = filing.typed
  const reason = line.reason.trim()
  const told = new Set([...reasons.values()].flatMap((text) => text.trim() || []))
  if (reason === "" || told.size > 1 || (told.has(reason) && !differs)) return { reasons, changed: 0 }
  // The reason of a value that was carried over says why it is left empty: that is said in the form.
  const open = soft.flatMap(({ field, rule }) =>
    field && rule !== CARRY_RULE && reasons.get(field)?.trim() !== reason ? [field] : [],
  )
  return {
    reasons: new Map([...reasons, ...open.map((field) => [field, reason] as const)]),
    changed: open.length,
  }
}

function lookAt(filing: Filing, line: PlacedLine): { checked: CheckedLine; typed: Typed } {
  const { texts, counts } = typedWith(filing, line)
  const before = checkSending(filing, { texts, reasons: filing.typed.reasons })
  const { reasons, changed } = reasonsWith(filing, line, before.soft, counts.added + counts.changed > 0)
  const typed = { texts, reasons }
  const { hard, soft } = changed > 0 ? checkSending(filing, typed) : before
  const differs = counts.added + counts.changed + changed > 0
  const state = !differs ? "same" : filing.locked ? "shut" : hard.length > 0 ? "bad" : "good"
  const { slug, name } = filing.dossier.estate
  return {
    typed,
    checked: {
      ...{ line: line.line, slug, name, state, ...counts },
      locked: state === "shut" ? filing.locked : null,
      hard: state === "bad" ? hard : [],
      soft: state === "good" ? unexplained(soft) : [],
    },
  }
}

/** Opens the estates of a book's lines, so many at a time. A round trip for each of these. */
async function openLines(
  ctx: UseCaseContext<MemberActor>,
  { quarter, asked }: { quarter: string; asked: readonly PlacedLine[] },
): Promise<OpenBookLines> {
  const provider = askedBook(ctx, quarter)
  const bySlug = new Map(asked.map((line) => [line.slug, line]))
  const lines: CheckedLine[] = []
  const drafts: OpenBookLines["drafts"] = new Map()
  let edition: Edition | null = null
  for (let at = 0; at < asked.length; at += AT_A_TIME) {
    const slugs = asked.slice(at, at + AT_A_TIME).map(({ slug }) => slug)
    for (const dossier of await ctx.read.books.named(quarter, slugs)) {
      const line = bySlug.get(dossier.estate.slug)
      if (!line) continue
      const filing = await filingIn(dossier, ctx)
      edition ??= filing.edition
      const { checked, typed } = lookAt(filing, line)
      lines.push(checked)
      if (checked.state !== "good") continue
      const { id, districtCode } = dossier.estate
      drafts.set(checked.slug, {
        ...draftOf(filing, typed, filing.partRevision, ctx, { file: true }),
        estate: { id, districtCode },
        submission: dossier.submission,
        partRevision: filing.partRevision,
      })
    }
  }
  lines.sort((a, b) => a.line - b.line)
  return { quarter, provider, edition, asked, lines, drafts }
}

/** The lines of a book whose estates are known: what is checked, and what a book is entered by. */
export const bookLines: Target<OpenBookLines, { quarter: string; asked: readonly PlacedLine[] }> = {
  open: openLines,
  nameOf: ({ quarter, asked }) => ({ quarter, asked }),
}
