import { cp, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createClient } from "@libsql/client"
import { demonstrationPassword } from "../../schema/seed/demonstration/accounts.ts"
import { paths } from "../../web/paths.ts"
import { isWhole, verifyChain } from "../audit/verify-chain.ts"
import { findPlaces, type Places } from "../bench/places.ts"
import { Visitor } from "../bench/visitor.ts"
import { seedOnFirstUse } from "../start/first-use.ts"
import type { Findings } from "./findings.ts"

/** A data folder that was seeded once and is copied for each drill. */
export interface Demonstration {
  folder: string
  /** Copies it into a folder that is there or not. */
  copyTo(data: string): Promise<void>
  remove(): Promise<void>
}

/** Seeds the demonstration with its releases into a folder of its own. */
export async function openDemonstration(): Promise<Demonstration> {
  const folder = await mkdtemp(join(tmpdir(), "shige-drill-"))
  await seedOnFirstUse(folder, () => {})
  return {
    folder,
    copyTo: (data) => cp(folder, data, { recursive: true }),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

const fileOf = (data: string) => `file:${join(data, "cell.db")}`

/** Where an estate's quarter can be filed. */
export const placesOf = (data: string): Promise<Places> => findPlaces(fileOf(data))

/** Looks at the database in its file: SQLite's own check, and the hash chain of the audit log. */
export async function expectWhole(data: string, findings: Findings): Promise<void> {
  const client = createClient({ url: fileOf(data) })
  try {
    const { rows } = await client.execute("pragma integrity_check")
    const integrity = String(rows[0]?.["integrity_check"])
    findings.expect("the database is whole (integrity_check)", integrity === "ok", integrity)
    const report = await verifyChain(client, { now: Date.now() })
    findings.expect("the audit log is whole (npm run audit -- verify)", isWhole(report), {
      sealed: report.sealed,
      waiting: report.unsealed.events,
    })
    const half = await client.execute(
      `select count(*) as n from writes w where w.action = 'submission.save' and not exists
       (select 1 from audit_events e where e.action = w.action and abs(julianday(e.at) - julianday(w.at)) * 86400 < 1)`,
    )
    findings.expect("no draft was written without its event", Number(half.rows[0]?.["n"]) === 0)
  } finally {
    client.close()
  }
}

/** A person of the company who files one figure of one estate again and again, as the form's own button does. */
export class Filer {
  readonly visitor: Visitor
  readonly #places: Places
  /** The figure that was acknowledged last. */
  acknowledged: string | null = null

  constructor(url: string, places: Places) {
    this.visitor = new Visitor({ url, requests: () => 0 })
    this.#places = places
  }

  async signIn(): Promise<void> {
    await this.visitor.signIn("editor@demo.shige.example", demonstrationPassword)
  }

  get page(): string {
    return paths.submission(this.#places.slug, this.#places.open)
  }

  /** The figure that stands in the form now, and its revision. */
  async standing(): Promise<{ figure: string; revision: string }> {
    const { fields } = await this.visitor.formOf(this.page, "/draft")
    const value = (name: string) => new Map(fields).get(name) ?? ""
    return { figure: value("v:households"), revision: value("revision") }
  }

  /** Saves a figure over a revision with a key; the answer's status, page and retry-after. */
  async save(figure: string, revision: string, key: string = crypto.randomUUID()) {
    const { slug, open } = this.#places
    const answer = await this.visitor.post(paths.saveDraft(slug, open), [
      ["key", key],
      ["revision", revision],
      ["v:households", figure],
    ])
    if (answer.status === 303) this.acknowledged = figure
    return answer
  }

  /** Saves a figure over what stands now. */
  async saveNow(figure: string) {
    return this.save(figure, (await this.standing()).revision)
  }
}

/** A stranger who signs in: a write of its own. Answers the status. */
export async function signInAnew(url: string): Promise<{ status: number }> {
  return new Visitor({ url, requests: () => 0 }).post("/sign-in", [
    ["email", "manager@demo.shige.example"],
    ["password", demonstrationPassword],
  ])
}
