import { randomUUID } from "node:crypto"
import type { Client } from "@libsql/client"
import { openDatabase } from "../../../worker/data/database.ts"
import { openData } from "../../../worker/data/open.ts"
import type { MemberActor, SystemActor, VisitorActor } from "../../../worker/domain/actor.ts"
import { levelOf } from "../../../worker/domain/place.ts"
import type { Bucket } from "../../../worker/gateways/content-store.ts"
import { workingDays } from "../../../worker/gateways/working-days.ts"
import { linksAt } from "../../../worker/http/clock-links.ts"
import type { UseCaseContext } from "../../../worker/usecases/context.ts"
import { refuseUndeclared } from "../../../worker/usecases/perform.ts"
import { openClient, SCRIPT_DEADLINE_MS } from "../../database-client.ts"
import { mainCity } from "../cells.ts"
import { openProgrammeDeps, type ProgrammeDeps } from "./deps.ts"

const hour = 3_600_000

/** Where the programmes of the demonstration are run: every act by the very use case that the pages call. */
export interface ProgrammeStage {
  client: Client
  deps: ProgrammeDeps
  /** Moves the clock to an hour of a day in Asia/Shanghai; a second passes with every act. */
  moveTo(day: string, atHour?: number): void
  /** A member as it acts; its second factor counts as passed. */
  as(memberId: string): Promise<UseCaseContext<MemberActor>>
  visitor(): UseCaseContext<VisitorActor>
  system(): UseCaseContext<SystemActor>
  rows(sql: string, args?: (string | number)[]): Promise<Record<string, unknown>[]>
  close(): void
}

/** The idempotency key of one more act. */
export const once = () => ({ key: randomUUID() })

async function actorOf(client: Client, memberId: string): Promise<MemberActor> {
  const { rows } = await client.execute({
    sql: `select m.id, m.user_id, m.role, u.name, o.id as organisation_id, o.kind, o.name as organisation, o.place_code
          from members m join users u on u.id = m.user_id join organisations o on o.id = m.organisation_id
          where m.id = ?`,
    args: [memberId],
  })
  const [row] = rows
  if (!row) throw new Error(`the demonstration has no member ${memberId}`)
  const placeCode = row["place_code"] === null ? null : String(row["place_code"])
  return {
    kind: "member",
    userId: String(row["user_id"]),
    memberId,
    name: String(row["name"]),
    role: String(row["role"]) as MemberActor["role"],
    organisation: {
      id: String(row["organisation_id"]),
      kind: String(row["kind"]) as MemberActor["organisation"]["kind"],
      name: String(row["organisation"]),
      placeCode,
      factorRoles: [],
      deletionRequestedAt: null,
    },
    level: placeCode === null ? null : levelOf(placeCode),
    limited: false,
    sessionId: null,
    secondFactor: "passed",
    memberships: 1,
    unread: 0,
    key: null,
  }
}

/** Opens the stage on a seeded database. */
export function openProgrammeStage(url: string, bucket: Bucket, secret: string): ProgrammeStage {
  const client = openClient({ url })
  let at = 0
  const now = () => {
    at += 1000
    return new Date(at)
  }
  const deps = openProgrammeDeps({ url, bucket, secret, now })
  const contextFor = <A extends MemberActor | VisitorActor | SystemActor>(actor: A): UseCaseContext<A> => {
    const data = openData(openDatabase({ url, deadlineMs: SCRIPT_DEADLINE_MS }), actor, undefined, deps.seal)
    const write: UseCaseContext["write"] = (command, change) => data.write({ ...command, at: now() }, change)
    const { read, outrun } = data
    const undeclared = refuseUndeclared
    return {
      actor,
      cell: mainCity,
      now,
      newId: randomUUID,
      calendar: workingDays,
      ...linksAt("http://localhost"),
      read,
      write,
      outrun,
      undeclared,
    }
  }
  return {
    client,
    deps,
    moveTo(day, atHour = 10) {
      at = Math.max(at, Date.parse(`${day}T00:00:00+08:00`) + atHour * hour)
    },
    as: async (memberId) => contextFor(await actorOf(client, memberId)),
    system: () => contextFor({ kind: "system", job: "seed" }),
    visitor: () => contextFor({ kind: "visitor" }),
    async rows(sql, args = []) {
      const result = await client.execute({ sql, args })
      return result.rows.map((row) => Object.fromEntries(result.columns.map((name) => [name, row[name]])))
    },
    close: () => client.close(),
  }
}
