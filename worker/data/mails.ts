import { mails } from "../../schema/tables/mails.ts"
import type { Unit } from "./unit.ts"

/** The outbox, written in the batch of what a letter tells of. */
export function mailStore({ db, add }: Unit) {
  return {
    /** Stores a sealed letter to be sent. */
    add(mail: { id: string; kind: string; sealed: string; at: Date }): void {
      const { id, kind, sealed, at } = mail
      add(db.insert(mails).values({ id, kind, sealed, state: "queued", createdAt: at.toISOString() }))
    },
  }
}
