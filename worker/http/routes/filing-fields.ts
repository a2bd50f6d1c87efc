import type { Context } from "hono"
import { toldBeside } from "../../../web/pages/filing/faults-at.ts"
import { formatTime } from "../../../web/ui/format.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import type { Typed } from "../../domain/submission/faults.ts"
import { byPerson, lastOf, type PartChange } from "../../domain/submission/part-changes.ts"
import type { Clash, FieldsRefused, FieldsSaved } from "../../domain/submission/saving-answers.ts"
import { perform } from "../../usecases/perform.ts"
import { changed, changeValues } from "../../usecases/submission/change-values.ts"
import { type Filing, filings } from "../../usecases/submission/open-filing.ts"
import type { DeskEnv } from "../app-env.ts"
import { statusOf } from "../errors.tsx"
import { fieldsOf } from "../forms/command.ts"
import { filingView } from "../forms/filing-view.ts"

/** Whose form a page is: what is typed into it is sent by nobody else who has signed in at the same browser since. */
export function ownerOf({ ctx, actor }: DeskEnv["Variables"]): string {
  return [ctx.cell, actor.organisation.id, actor.userId].join("/")
}

/** What others saved of this part after a revision; asks nothing when it still stands. At most one round trip. */
export async function changesSince(c: Context<DeskEnv>, filing: Filing, seen: number): Promise<PartChange[]> {
  const { submission, quarter } = filing.dossier
  if (!submission || filing.partRevision <= seen) return []
  const part = { submissionId: submission.id, provider: filing.provider, quarter: quarter.quarter }
  const changes = await c.var.ctx.read.partChanges.since(part, seen)
  return changes.filter(({ self }) => !self)
}

/** The fields that were sent, each with what it replaces: `v:households` and `was:v:households`. */
function sentChanges(fields: Record<string, string>) {
  const was = fieldsOf(fields, "was")
  const of = (prefix: string) =>
    new Map(
      [...fieldsOf(fields, prefix)].map(([key, to]) => [key, { was: was.get(`${prefix}:${key}`) ?? "", to }]),
    )
  return { values: of("v"), reasons: of("r") }
}

/** All texts of a part by the names of their fields. */
function fieldTexts({ texts, reasons }: Typed): Record<string, string> {
  const of = (prefix: string, map: ReadonlyMap<string, string>) =>
    [...map].map(([key, text]) => [`${prefix}:${key}`, text] as const)
  return Object.fromEntries([...of("v", texts), ...of("r", reasons)])
}

/** What is saved, by the names of fields, where something else was typed. */
export function standingBeside({ typed: standing }: Filing, typed: Typed): [string, string][] {
  const [saved, shown] = [fieldTexts(standing), fieldTexts(typed)]
  const names = new Set([...Object.keys(saved), ...Object.keys(shown)])
  return [...names].flatMap((name) => {
    const stands = saved[name] ?? ""
    return stands === (shown[name] ?? "") ? [] : [[name, stands] as [string, string]]
  })
}

const nameOf = ({ rule, field }: Fault) => `${rule.startsWith("reason_") ? "r" : "v"}:${field ?? ""}`

/** The fields that somebody else changed too, with what stands there and who typed it. One round trip. */
async function clashes(c: Context<DeskEnv>, filing: Filing, faults: readonly Fault[]): Promise<Clash[]> {
  const { submission, quarter } = filing.dossier
  const part = { submissionId: submission?.id ?? "", provider: filing.provider, quarter: quarter.quarter }
  const changes = submission ? await c.var.ctx.read.partChanges.since(part, 0) : []
  return faults.map((fault) => {
    const name = nameOf(fault)
    const by = lastOf(changes, name.startsWith("r:") ? `${fault.field}.reason` : (fault.field ?? ""))
    return {
      name,
      now: String(fault.with?.["now"] ?? ""),
      person: by?.person ?? null,
      self: by?.self ?? false,
      at: by ? formatTime(by.at) : null,
    }
  })
}

/**
 * Saves single fields of the open form, all or none, each on what it replaces: what others have changed meanwhile stays
 * and is told, with all that stands. Of a field that somebody else changed too nothing is written: the browser asks.
 */
export async function saveFields(
  c: Context<DeskEnv>,
  filing: Filing,
  { key, fields, seen }: { key: string; fields: Record<string, string>; seen: number },
) {
  if (fields["owner"] !== ownerOf(c.var)) return c.json<FieldsRefused>({ rule: "other_person" }, 409)
  const given = sentChanges(fields)
  try {
    const done = await perform(c.var.ctx, changeValues, filing, { given }, { key })
    const { revision, savedAt } = done.result
    const typed = changed(done.open, given)
    const { view } = filingView(done.open, { now: c.var.ctx.now(), formKey: "" }, typed)
    const answer: FieldsSaved = {
      revision,
      savedAt: formatTime(savedAt),
      beside: toldBeside(c.var.text, view),
    }
    if (done.open.partRevision <= seen) return c.json(answer)
    const by = byPerson(await changesSince(c, done.open, seen))
    return c.json<FieldsSaved>({
      ...answer,
      standing: fieldTexts(typed),
      changedBy: by.flatMap(({ person }) => person ?? []),
    })
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const { rule, faults } = error
    const refused: FieldsRefused = { rule }
    if (rule === "value_conflict") {
      const now = filing.dossier.submission ? filing : await filings.open(c.var.ctx, filings.nameOf(filing))
      refused.clashes = await clashes(c, now, faults)
    }
    if (rule === "invalid") refused.held = faults.map(nameOf)
    return c.json(refused, statusOf[error.code])
  }
}
