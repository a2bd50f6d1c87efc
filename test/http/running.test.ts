import { randomUUID } from "node:crypto"
import { createServer } from "node:net"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { createApp } from "../../worker/app.ts"
import { runJobs } from "../../worker/jobs/cron.ts"
import { openServices, systemServices } from "../../worker/services.ts"
import { type FrontDoor, openFrontDoor, origin, secret } from "../support/front-door.ts"

let door: FrontDoor
const start = new Date("2026-10-12T02:00:00Z")
beforeAll(async () => {
  door = await openFrontDoor({ estates: 3, now: start, released: 1 })
})
afterAll(() => door.close())
beforeEach(() => {
  door.now = start
})

const app = createApp((request, env) => openServices(request, env, () => door.now))
const bindings = () => ({
  LIBSQL_URL: door.cell.url,
  AUTH_SECRET: secret,
  CELL: "510100",
  HOSTS: "localhost",
  RELEASES: door.cell.bucket,
})
const ask = (path: string, changes: object = {}) =>
  app.fetch(new Request(origin + path), { ...bindings(), ...changes })

describe("/healthz", () => {
  test("runs, whatever its database and its host are", async () => {
    const answer = await ask("/healthz", { LIBSQL_URL: "http://127.0.0.1:9" })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ runs: true, build: "dev" })
    expect(answer.headers.get("cache-control")).toBe("no-store")
    const cells = JSON.stringify([{ code: "510100", name: "成都", hosts: ["chengdu.example"] }])
    expect((await ask("/healthz", { CELLS: cells })).status).toBe(200)
    expect((await ask("/readyz", { CELLS: cells })).status).toBe(421)
  })

  test("asks nothing of the database", async () => {
    const { roundTrips } = await door.costOf(async () => ask("/healthz"))
    expect(roundTrips).toBe(0)
  })
})

const mail = { SMTP_URL: "smtp://user:pass-word@mail.example", MAIL_FROM: "a@b.example", MAIL_QUEUE: {} }
const minutesAgo = (minutes: number) => new Date(start.getTime() - minutes * 60_000).toISOString()
const mark = (at: string) => door.cell.bucket.put("cells/510100/cron", new TextEncoder().encode(at))
const free = (bytes: number) => ({ DISK: { fetch: async () => new Response(String(bytes)) } })

interface Told {
  ready: boolean
  warnings: string[]
  checks: Record<string, { ok: boolean; state: string; seconds?: number; megabytes?: number }>
}

async function told(changes: object = {}): Promise<Told & { status: number }> {
  const answer = await ask("/readyz", { ...mail, ...changes })
  return { ...((await answer.json()) as Told), status: answer.status }
}

describe("/readyz", () => {
  beforeEach(() => mark(minutesAgo(5)))

  test("ready, with every check and how long it took, for one round trip", async () => {
    const { response, roundTrips } = await door.costOf(async () =>
      ask("/readyz", { ...mail, ...free(900_000_000) }),
    )
    expect(response.status).toBe(200)
    expect(response.headers.get("cache-control")).toBe("no-store")
    const ms = expect.any(Number)
    expect(await response.json()).toEqual({
      ready: true,
      warnings: [],
      cell: "510100",
      build: "dev",
      checks: {
        database: { ok: true, state: "ok", ms },
        migrations: { ok: true, state: "current" },
        files: { ok: true, state: "ok", ms },
        release: { ok: true, state: "ok", ms },
        mail: { ok: true, state: "configured" },
        letters: { ok: true, state: "none" },
        jobs: { ok: true, state: "none" },
        cron: { ok: true, state: "ok", seconds: 300 },
        disk: { ok: true, state: "ok", ms, megabytes: 900 },
        backup: { ok: true, state: "not_looked_at" },
      },
    })
    expect(roundTrips).toBe(1)
  })

  test("ready without a mail server, and warns; letters without encryption are told", async () => {
    const without = await told({ SMTP_URL: undefined })
    expect(without.status).toBe(200)
    expect(without).toMatchObject({
      ready: true,
      warnings: ["mail"],
      checks: { mail: { ok: false, state: "not_configured" } },
    })
    const plain = await told({ SMTP_PLAIN: "yes" })
    expect(plain).toMatchObject({
      warnings: [],
      checks: { mail: { ok: true, state: "configured_without_encryption" } },
    })
  })

  test("not while a migration is missing; tables newer than the Worker are in order", async () => {
    const shift = (ms: number) =>
      door.cell.rows("update __drizzle_migrations set created_at = created_at + ?", [ms])
    await shift(-1)
    expect(await told()).toMatchObject({
      status: 503,
      checks: { migrations: { ok: false, state: "behind" } },
    })
    await shift(2)
    expect(await told()).toMatchObject({
      ready: true,
      checks: { migrations: { ok: true, state: "ahead" } },
    })
    await shift(-1)
  })

  test("tables that are too old to hold what is asked for: behind, not away", async () => {
    const shift = (ms: number) =>
      door.cell.rows("update __drizzle_migrations set created_at = created_at + ?", [ms])
    await shift(-1)
    await door.cell.rows("alter table mails rename to letters_then")
    expect(await told()).toMatchObject({
      status: 503,
      checks: {
        database: { ok: true, state: "ok" },
        migrations: { ok: false, state: "behind" },
        letters: { ok: true, state: "none" },
      },
    })
    await door.cell.rows("alter table letters_then rename to mails")
    await shift(1)
  })

  test("not while the manifest of the newest release is missing or damaged", async () => {
    const [row] = await door.cell.rows(
      "select r.period, r.manifest_hash as hash from publications p join releases r on r.id = p.release_id order by p.published_at desc, length(p.period), p.period desc limit 1",
    )
    const key = `cells/510100/releases/${row?.["period"]}/${row?.["hash"]}.json`
    const bucket = door.cell.bucket as unknown as {
      delete(key: string): Promise<void>
    }
    const whole = await (await door.cell.bucket.get(key))?.arrayBuffer()
    if (!whole) throw new Error("no manifest")
    await door.cell.bucket.put(key, new TextEncoder().encode("{}"))
    expect(await told()).toMatchObject({
      status: 503,
      ready: false,
      warnings: [],
      checks: { files: { ok: true }, release: { ok: false, state: "damaged" } },
    })
    await bucket.delete(key)
    expect(await told()).toMatchObject({ status: 503, checks: { release: { ok: false, state: "missing" } } })
    await door.cell.bucket.put(key, new Uint8Array(whole))
    expect((await told()).status).toBe(200)
  })

  test("warns of little room on the disk, and says where it is not looked at", async () => {
    expect(await told(free(200_000_000))).toMatchObject({
      status: 200,
      warnings: ["disk"],
      checks: { disk: { ok: false, state: "low", megabytes: 200 } },
    })
    expect((await told()).checks["disk"]).toEqual({ ok: true, state: "not_looked_at" })
    const broken = { DISK: { fetch: () => Promise.reject(new Error("ENOENT /home/somebody")) } }
    expect(await told(broken)).toMatchObject({
      status: 200,
      warnings: ["disk"],
      checks: { disk: { ok: false, state: "unreachable" } },
    })
  })

  test("warns of a backup that is late or was never made", async () => {
    const made = (at: string) => told({ BACKUPS: { fetch: async () => new Response(at) } })
    const backup = async (at: string) => (await made(at)).checks["backup"]
    expect(await backup(minutesAgo(25 * 60))).toEqual({
      ok: true,
      state: "ok",
      seconds: 90_000,
    })
    expect(await backup(minutesAgo(27 * 60))).toMatchObject({ ok: false, state: "late" })
    expect(await made("")).toMatchObject({ status: 200, warnings: ["backup"] })
  })

  test("warns when cron came long ago or never; a run of it is known at once", async () => {
    await mark(minutesAgo(21))
    expect(await told()).toMatchObject({
      status: 200,
      warnings: ["cron"],
      checks: { cron: { ok: false, state: "late", seconds: 1260 } },
    })
    const bucket = door.cell.bucket as unknown as { delete(key: string): Promise<void> }
    await bucket.delete("cells/510100/cron")
    expect(await told()).toMatchObject({
      warnings: ["cron"],
      checks: { cron: { ok: false, state: "never" } },
    })
    await runJobs("510100", (job) => systemServices(bindings(), job, "510100"))
    door.now = new Date()
    expect((await told()).checks["cron"]).toMatchObject({ ok: true, state: "ok" })
  })

  test("warns of a letter that waits longer than letters are tried", async () => {
    const letter = (at: string, state: string) =>
      door.cell.rows("insert into mails (id, kind, state, created_at) values (?, 'reset', ?, ?)", [
        randomUUID(),
        state,
        at,
      ])
    await letter(minutesAgo(300), "sent")
    await letter(minutesAgo(300), "failed")
    await letter(minutesAgo(59), "queued")
    expect((await told()).checks["letters"]).toEqual({ ok: true, state: "ok", seconds: 59 * 60 })
    await letter(minutesAgo(61), "queued")
    expect(await told()).toMatchObject({
      status: 200,
      warnings: ["letters"],
      checks: { letters: { ok: false, state: "late", seconds: 61 * 60 } },
    })
    await door.cell.rows("delete from mails")
  })

  test("warns of a release and of an export that rests", async () => {
    const [release] = await door.cell.rows("select id, state, heartbeat_at as at from releases limit 1")
    const run = (state: unknown, at: unknown) =>
      door.cell.rows("update releases set state = ?, heartbeat_at = ? where id = ?", [
        String(state),
        String(at),
        String(release?.["id"]),
      ])
    await run("running", minutesAgo(14))
    expect((await told()).checks["jobs"]).toEqual({ ok: true, state: "ok", seconds: 14 * 60 })
    await run("running", minutesAgo(16))
    const late = {
      status: 200,
      warnings: ["jobs"],
      checks: { jobs: { ok: false, state: "late", seconds: 960 } },
    }
    expect(await told()).toMatchObject(late)
    await run(release?.["state"], release?.["at"])
    expect((await told()).warnings).toEqual([])
    await door.cell.rows(
      `insert into exports (id, organisation_id, member_id, state, instance, created_at, moved_at, expires_at)
       values ('rests', 'company-1', 'm', 'running', 'i', ?, ?, ?)`,
      [minutesAgo(16), minutesAgo(16), minutesAgo(-9000)],
    )
    expect(await told()).toMatchObject(late)
    await door.cell.rows("delete from exports")
  })

  test("not without database or files; the answer tells no address and no secret", async () => {
    const RELEASES = { get: () => Promise.reject(new Error("bucket 42 of account-id")) }
    const answer = await ask("/readyz", { ...mail, LIBSQL_URL: "http://127.0.0.1:9/?token=abc", RELEASES })
    expect(answer.status).toBe(503)
    const text = await answer.text()
    expect(JSON.parse(text)).toMatchObject({
      ready: false,
      checks: {
        database: { ok: false, state: "unreachable" },
        migrations: { ok: false, state: "unknown" },
        files: { ok: false, state: "unreachable" },
        release: { ok: false, state: "unknown" },
        letters: { ok: false, state: "unknown" },
      },
    })
    expect(text).not.toMatch(/127\.0\.0\.1|abc|account-id|pass-word|mail\.example|front-door/)
    // Also where no release is looked at.
    await door.cell.rows("update releases set state = 'preliminary'")
    expect(await told({ RELEASES })).toMatchObject({
      status: 503,
      checks: { database: { ok: true }, files: { ok: false }, release: { ok: true, state: "none" } },
    })
    await door.cell.rows("update releases set state = 'final'")
  })

  test("answers by a deadline of its own while the database still says nothing", async () => {
    let asked = 0
    const silent = createServer(() => {
      asked += 1
    }).listen(0, "127.0.0.1")
    await new Promise((ready) => silent.once("listening", ready))
    const address = silent.address()
    const port = typeof address === "object" ? address?.port : 0
    const answer = await ask("/readyz", { LIBSQL_URL: `http://127.0.0.1:${port}` })
    expect(answer.status).toBe(503)
    expect(asked).toBeGreaterThan(0)
    expect(await answer.json()).toMatchObject({ checks: { database: { ok: false, state: "timeout" } } })
    silent.close()
  })
})
