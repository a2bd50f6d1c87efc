import type { AuditEntry } from "../../../worker/domain/audit/entry.ts"
import type { Text } from "../../text/text.ts"
import { formatPeriod, formatTime } from "../../ui/format.ts"

/** A changed field in words; what was not there before, or is gone, has null on that side. */
export interface ChangeWords {
  field: string
  before: string | null
  after: string | null
}

const wordIn = (words: Record<string, string>, id: string) => words[id] ?? id

/** What was done. */
export function actionWords(text: Text, action: string): string {
  return wordIn(text.audit.actions, action)
}

/** What kind of thing an object is. */
export function entityWords(text: Text, entity: string): string {
  return wordIn(text.audit.entities, entity)
}

/** Who did it: an own person by name, anybody else by organisation. */
export function actorWords(text: Text, { actor }: AuditEntry): string {
  const { who } = text.audit
  if (actor.kind === "system") return who.system(wordIn(text.audit.jobs, actor.job ?? ""))
  if (actor.kind === "key" && actor.keyPrefix) {
    const key = who.key(actor.keyPrefix)
    return actor.name ? `${key}${text.site.aside(actor.name)}` : key
  }
  if (actor.name) return actor.left ? `${actor.name}${text.site.aside(who.left)}` : actor.name
  if (actor.userId) return who.gone
  return actor.kind === "visitor" ? who.visitor : (actor.organisation?.name ?? who.someone)
}

/** What it was done to: its name, or its period. */
export function objectWords(text: Text, { object }: AuditEntry): string {
  const period = object.period ? formatPeriod(text, object.period) : null
  return [object.name, period].filter((part) => part !== null).join(" · ")
}

function fieldWords(text: Text, field: string): string {
  const { fields, details } = text.audit
  const known: Record<string, string> = fields
  const [, key = "", end = ""] = /^(.+)\.(\w+)$/.exec(field) ?? []
  const ending = (details as Record<string, string>)[end]
  if (ending) return `${wordIn(known, key)}${text.site.aside(ending)}`
  return wordIn(known, field)
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/
const coded = /^(state|stage|returnedBy)$|\.decision$/

function textWords(text: Text, field: string, value: string): string {
  const length = /^text:(\d+)$/.exec(value)
  if (length) return text.audit.change.text(Number(length[1]))
  if (/^mark:[0-9a-f]+$/.test(value)) return text.audit.change.mark
  if (instant.test(value)) return formatTime(value)
  if (field === "role") return wordIn(text.access.roles, value)
  if (field === "explained") return wordIn(text.burden.rules, value)
  if (field.endsWith(".reasonClass")) return wordIn(text.adjustments.reasonClasses, value)
  return coded.test(field) ? wordIn(text.audit.values, value) : value
}

function valueWords(text: Text, field: string, value: unknown): string | null {
  const { change } = text.audit
  if (value === null || value === undefined || value === "") return null
  if (typeof value === "boolean") return value ? change.yes : change.no
  if (typeof value === "string") return textWords(text, field, value)
  if (Array.isArray(value) && value.every((one) => typeof one === "string"))
    return value.map((one) => textWords(text, field, one)).join(text.site.listComma) || null
  return JSON.stringify(value)
}

/** Every changed field in words. */
export function changeWords(text: Text, { before, after }: AuditEntry): ChangeWords[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return names.map((field) => ({
    field: fieldWords(text, field),
    before: valueWords(text, field, before?.[field]),
    after: valueWords(text, field, after?.[field]),
  }))
}

/** The circumstances of an event, name and value. */
export function noteWords(text: Text, { detail }: AuditEntry): [name: string, value: string][] {
  return Object.entries(detail).flatMap(([name, value]) => {
    const words = valueWords(text, name, value)
    return words === null ? [] : [[fieldWords(text, name), words] as [string, string]]
  })
}

/** One event as a row of an export, in the order of `csvColumns`. */
export function exportRow(text: Text, entry: AuditEntry): (string | number | null)[] {
  const { change } = text.audit
  const changes = changeWords(text, entry).map(({ field, before, after }) => {
    const sides = [entry.before && (before ?? change.nothing), entry.after && (after ?? change.nothing)]
    return `${field}${text.site.colon}${sides.filter((side) => side !== null).join(" → ")}`
  })
  const notes = noteWords(text, entry).map(([name, value]) => `${name}${text.site.colon}${value}`)
  return [
    formatTime(entry.at),
    actorWords(text, entry),
    entry.actor.organisation?.name ?? null,
    actionWords(text, entry.action),
    entry.action,
    entityWords(text, entry.object.kind),
    objectWords(text, entry) || null,
    entry.object.id,
    changes.join("\n") || null,
    notes.join("\n") || null,
    entry.requestId,
    entry.id,
    entry.seq,
  ]
}
