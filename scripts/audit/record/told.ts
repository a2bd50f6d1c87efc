import { canonicalJson } from "../../../worker/domain/canonical.ts"

/** An audit event as far as it tells how an object stands. */
export interface ToldEvent {
  seq: number
  action: string
  entity: string
  entityId: string
  /** The object that it is about where that is another one than its own: a submission that a correction opened again. */
  about: string | null
  detail: Record<string, unknown>
  after: Record<string, unknown>
}

/** Fields of one object as events left them, or as its row has them. */
export type Fields = Record<string, unknown>

/** What an event says of an object. `gone` where it says that the object is no more. */
export interface Told {
  subject: string
  fields: Fields
  gone?: boolean
}

/** A field that stands otherwise than its last event says; `field` is null where the whole row is gone. */
export interface RowFault {
  noun: string
  subject: string
  field: string | null
  now: string
  told: string
  seq: number
  action: string
}

/** The last word of events on the fields of objects. */
export class LastWords {
  readonly #objects = new Map<string, Map<string, { value: unknown; event: ToldEvent }>>()

  /** Events in the order of their numbers. */
  hear({ subject, fields, gone }: Told, event: ToldEvent): void {
    if (gone) {
      this.#objects.delete(subject)
      return
    }
    const own = this.#objects.get(subject) ?? new Map()
    for (const [field, value] of Object.entries(fields)) own.set(field, { value, event })
    this.#objects.set(subject, own)
  }

  get subjects(): readonly string[] {
    return [...this.#objects.keys()]
  }

  of(subject: string): ReadonlyMap<string, { value: unknown; event: ToldEvent }> | undefined {
    return this.#objects.get(subject)
  }
}

/** A value as it is compared: a database has no truth values, and JSON of it no order. */
export function compared(value: unknown): string {
  if (value === null || value === undefined || value === "") return "–"
  if (typeof value === "boolean") return value ? "1" : "0"
  return typeof value === "object" ? canonicalJson(value) : String(value)
}
