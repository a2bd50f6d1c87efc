import type { Client, InStatement } from "@libsql/client"
import { demonstrationPassword, demonstrationSecret } from "../../schema/seed/demonstration/accounts.ts"
import { instantText } from "../../schema/seed/demonstration/calendar.ts"
import { type Demonstration, demonstration } from "../../schema/seed/demonstration/demonstration.ts"
import { auditEvents } from "../../schema/tables/audit-events.ts"
import { estates } from "../../schema/tables/estates.ts"
import { credentials } from "../../schema/tables/identity.ts"
import { members } from "../../schema/tables/members.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { closings, quarters } from "../../schema/tables/quarters.ts"
import { receipts } from "../../schema/tables/receipts.ts"
import { findings, returns, submissionParts, submissions } from "../../schema/tables/submissions.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import { users } from "../../schema/tables/users.ts"
import type { Place } from "../../worker/domain/place.ts"
import { baseStatements, pressStatements, seedEdition, seedPlaces } from "./base.ts"
import { insertRows, insertValues } from "./insert-rows.ts"
import { fillSearchTexts } from "./search-texts.ts"

/** Estates written in one batch: a few megabytes of JSON, and all of the usual demonstration at once. */
const sliceSize = 100

/** Three years: the edition is in force, and the companies of the demonstration are at their estates, no longer. */
const mostEndedQuarters = 12

export interface SeedOptions {
  client: Client
  /** The moment of seeding. */
  now: Date
  /** How many fictional estates; more than sixty are made for load. */
  estates?: number
  /** How many quarters have ended and are to be released, before the open one; seven when nothing is said. */
  endedQuarters?: number
  hashPassword: (password: string) => Promise<string>
  /** Seals under the secret of the cell. Without it nobody has a second factor, and who needs one sets it up first. */
  seal?: (secret: string) => Promise<string>
}

/** What was seeded, for `npm start` to print and to release. */
export interface SeedSummary {
  estates: number
  accounts: { email: string; roleWords: string; organisation: string }[]
  /** The same for all of these accounts. */
  password: string
  /** Quarters that are closed and verified and still to be released, oldest first. */
  toRelease: string[]
  openQuarter: string
}

/**
 * Writes what every cell needs, real data only: places (Chengdu's when nothing is said) and the edition. Running it
 * again changes nothing.
 */
export async function seedBase(client: Client, now: Date, places?: Place[]): Promise<void> {
  await client.batch(baseStatements(instantText(now.getTime()), places), "write")
}

/** Writes the two real estates with their press records, after the base. Running it again changes nothing. */
export async function seedPress(client: Client, now: Date): Promise<void> {
  await client.batch(pressStatements(instantText(now.getTime())), "write")
  await fillSearchTexts(client)
}

/**
 * Writes base, press records and demonstration into a migrated database, a slice of estates per batch; up to a hundred
 * estates are one batch, written whole or not at all. Throws when other than press estates are there already.
 */
export async function seedDemonstration(options: SeedOptions): Promise<SeedSummary> {
  const { client, now, estates: count = 60, endedQuarters = 7 } = options
  if (!Number.isInteger(count) || count < 1) throw new Error("The number of estates must be at least 1.")
  if (!Number.isInteger(endedQuarters) || endedQuarters < 1 || endedQuarters > mostEndedQuarters)
    throw new Error(`The number of quarters must be from 1 to ${mostEndedQuarters}.`)
  await refuseFilled(client)
  const { edition } = seedEdition("demonstration")
  const places = seedPlaces()
  const size = { estates: count, quarters: endedQuarters + 1 }
  const made = demonstration({ places, edition, now: now.getTime(), ...size })
  const secrets = {
    password: await options.hashPassword(demonstrationPassword),
    totp: options.seal ? await options.seal(demonstrationSecret) : null,
  }
  const opened = made.frame.quarters[0]?.openedAt ?? instantText(now.getTime())
  const frame = [
    ...baseStatements(opened, places, "demonstration"),
    ...pressStatements(opened),
    ...frameStatements(made, secrets),
  ]
  for (let from = 0; from < count; from += sliceSize) {
    const statements = sliceStatements(made, from)
    const last = from + sliceSize >= count ? closingStatements(made) : []
    await client.batch([...(from === 0 ? frame : []), ...statements, ...last], "write")
  }
  await fillSearchTexts(client)
  const closed = made.quarters.filter((quarter) => !quarter.open)
  return {
    estates: count,
    accounts: made.organisations.logins.map(({ email, roleWords, organisation }) => ({
      email,
      roleWords,
      organisation,
    })),
    password: demonstrationPassword,
    toRelease: closed.map(({ quarter }) => quarter),
    openQuarter: made.quarters.find((quarter) => quarter.open)?.quarter ?? "",
  }
}

async function refuseFilled(client: Client): Promise<void> {
  const { rows } = await client.execute("select count(*) as held from estates where origin <> 'press'")
  const held = Number(rows[0]?.["held"])
  if (held > 0)
    throw new Error(`This database already holds ${held} estates: seed demonstration data into an empty one.`)
}

function frameStatements(
  { frame }: Demonstration,
  { password, totp }: { password: string; totp: string | null },
): InStatement[] {
  const factorOf = ({ totpConfirmedAt }: { totpConfirmedAt?: string | null }) =>
    totp && totpConfirmedAt ? { totpSecret: totp } : { totpConfirmedAt: null }
  return [
    insertRows(organisations, frame.organisations),
    insertRows(users, frame.users),
    insertRows(
      credentials,
      frame.credentials.map((row) => ({ ...row, passwordHash: password, ...factorOf(row) })),
    ),
    insertRows(members, frame.members),
    insertRows(quarters, frame.quarters),
  ]
}

function sliceStatements(made: Demonstration, from: number): InStatement[] {
  const rows = made.estateRows(from, from + sliceSize)
  return [
    insertRows(estates, rows.estates),
    insertRows(tenures, rows.tenures),
    insertRows(submissions, rows.submissions),
    insertRows(submissionParts, rows.parts),
    insertRows(receipts, rows.receipts),
    ...insertValues(rows.values),
    insertRows(findings, rows.findings),
    insertRows(returns, rows.returns),
    insertRows(auditEvents, rows.auditEvents),
  ]
}

function closingStatements(made: Demonstration): InStatement[] {
  const rows = made.closings()
  return [insertRows(closings, rows.closings), insertRows(auditEvents, rows.auditEvents)]
}
