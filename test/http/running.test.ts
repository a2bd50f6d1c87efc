import { createServer } from "node:net"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { createApp } from "../../worker/app.ts"
import { openServices } from "../../worker/services.ts"
import { type FrontDoor, openFrontDoor, origin, secret } from "../support/front-door.ts"

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor({ estates: 3 })
})
afterAll(() => door.close())

const app = createApp((request, env) => openServices(request, env))
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

describe("/readyz", () => {
  const mail = { SMTP_URL: "smtp://user:pass-word@mail.example", MAIL_FROM: "a@b.example", MAIL_QUEUE: {} }

  test("ready, with every check and how long it took, for one round trip", async () => {
    const { response, roundTrips } = await door.costOf(async () => ask("/readyz", mail))
    expect(response.status).toBe(200)
    expect(response.headers.get("cache-control")).toBe("no-store")
    const ms = expect.any(Number)
    expect(await response.json()).toEqual({
      ready: true,
      cell: "510100",
      build: "dev",
      checks: {
        database: { ok: true, state: "ok", ms },
        migrations: { ok: true, state: "current", ms },
        files: { ok: true, state: "ok", ms },
        mail: { ok: true, state: "configured", ms },
      },
    })
    expect(roundTrips).toBe(1)
  })

  test("ready without a mail server, and says so", async () => {
    const answer = await ask("/readyz")
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ checks: { mail: { ok: false, state: "not_configured" } } })
  })

  test("not while a migration is missing; tables newer than the Worker are in order", async () => {
    const shift = (ms: number) =>
      door.cell.rows("update __drizzle_migrations set created_at = created_at + ?", [ms])
    await shift(-1)
    const behind = await ask("/readyz")
    expect(behind.status).toBe(503)
    expect(await behind.json()).toMatchObject({ checks: { migrations: { ok: false, state: "behind" } } })
    await shift(2)
    expect(await (await ask("/readyz")).json()).toMatchObject({
      ready: true,
      checks: { migrations: { ok: true, state: "ahead" } },
    })
    await shift(-1)
  })

  test("not without database or files; the answer tells no address and no secret", async () => {
    const RELEASES = { head: () => Promise.reject(new Error("bucket 42 of account-id")) }
    const answer = await ask("/readyz", { ...mail, LIBSQL_URL: "http://127.0.0.1:9/?token=abc", RELEASES })
    expect(answer.status).toBe(503)
    const text = await answer.text()
    expect(JSON.parse(text)).toMatchObject({
      ready: false,
      checks: {
        database: { ok: false, state: "unreachable" },
        migrations: { ok: false, state: "unknown" },
        files: { ok: false, state: "unreachable" },
      },
    })
    expect(text).not.toMatch(/127\.0\.0\.1|abc|account-id|pass-word|mail\.example|front-door/)
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
