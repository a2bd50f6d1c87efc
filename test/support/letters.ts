import { createClient } from "@libsql/client"
import type { AddressedLetter, Letter } from "../../worker/domain/mail/letter.ts"
import { secretBox } from "../../worker/gateways/secret-box.ts"
import { type FrontDoor, secret } from "./front-door.ts"

/**
 * The letters that wait in the outbox of a front door, unsealed, the oldest first: nobody sends them there. Each is
 * addressed to its person.
 */
export async function lettersOf(door: FrontDoor): Promise<AddressedLetter[]> {
  const box = secretBox(secret, "mail")
  const rows = await door.cell.rows(
    `select m.sealed, u.email from mails m left join users u on u.id = m.user_id
     where m.sealed is not null order by m.created_at, m.rowid`,
  )
  return Promise.all(
    rows.map(async (row) => {
      const letter: Letter = JSON.parse(await box.open(String(row["sealed"])))
      return { ...letter, to: letter.to ?? String(row["email"]) }
    }),
  )
}

/** The path, with its query, of the link in the last letter of a kind to a person; throws when there is none. */
export async function linkOf(
  door: FrontDoor,
  to: string,
  template: "reset" | "email" | "factor_reset" | "invitation" | "joining" | "joining_known",
): Promise<string> {
  const letter = (await lettersOf(door)).findLast((one) => one.to === to && one.template === template)
  if (letter?.parameters.link === undefined) throw new Error(`no letter ${template} to ${to}`)
  const { pathname, search } = new URL(letter.parameters.link)
  return pathname + search
}

/** A row of the outbox as a use case stores it. */
async function sealedRow(authSecret: string, { id, letter, at = new Date() }: WaitingLetter) {
  const sealed = await secretBox(authSecret, "mail").seal(JSON.stringify(letter))
  return {
    sql: "insert into mails (id, kind, sealed, state, created_at) values (?, ?, ?, 'queued', ?)",
    args: [id, letter.template, sealed, at.toISOString()],
  }
}

interface WaitingLetter {
  id: string
  letter: Letter
  at?: Date
}

/** Stores a letter at a front door, whose database is watched for writes without an event. */
export async function keepLetter(door: FrontDoor, waiting: WaitingLetter): Promise<void> {
  const { sql, args } = await sealedRow(secret, waiting)
  await door.cell.rows(sql, args)
}

/** Stores a letter in a database as a use case does. The queue is not told. */
export async function storeLetter(
  libsqlUrl: string,
  authSecret: string,
  waiting: WaitingLetter,
): Promise<void> {
  const client = createClient({ url: libsqlUrl })
  try {
    await client.execute(await sealedRow(authSecret, waiting))
  } finally {
    client.close()
  }
}
