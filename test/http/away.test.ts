import { randomUUID } from "node:crypto"
import { join } from "node:path"
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest"
import { startLibsqlServer } from "../../scripts/libsql-server.ts"
import { paths } from "../../web/paths.ts"
import { mayBeShownAgain } from "../../worker/http/forms/shown-again.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { wholeReasons } from "../support/marks.ts"
import { openProgram, type Program } from "../support/program.ts"
import { fieldValue, freshKey, openWalk, shown, startAgain, type Walk } from "../support/quarter-forms.ts"
import { openShakyDatabase, type ShakyDatabase } from "../support/shaky-database.ts"

let door: FrontDoor
let walk: Walk
let shaky: ShakyDatabase
let program: Program
let steady: FrontDoor["bindings"]
const start = new Date("2026-10-12T02:00:00Z")

beforeAll(async () => {
  door = await openFrontDoor({ root: "workers", now: start, released: 1 })
  walk = await openWalk(door)
  program = await openProgram(door, "manager")
  await door.as("editor")
  shaky = await openShakyDatabase(door.cell.url)
  steady = door.bindings
})
beforeEach(async () => {
  door.now = start
  await startAgain(walk)
  // A silent database is given up after a moment; the others have all the time that they need.
  door.bindings = { ...steady, LIBSQL_URL: shaky.url }
})
afterEach(() => {
  shaky.always("well")
  door.bindings = steady
})
afterAll(async () => {
  await shaky.close()
  await door.close()
})

const impatient = () => ({ ...steady, LIBSQL_URL: shaky.url, DATABASE_TIMEOUT_MS: "300" })

test("a database that is silent, stalls, cuts the line or is behind a broken gateway: 503, and when to try again", async () => {
  for (const mood of ["silent", "stalled", "cut", "bad gateway"] as const) {
    door.bindings = impatient()
    shaky.always(mood)
    const before = shaky.requests()
    const answer = await (await door.as("editor")).get(paths.desk())
    expect(answer.status, mood).toBe(503)
    expect(answer.headers.get("retry-after"), mood).toBe("10")
    const { words, html } = await shown(answer)
    expect(words).toContain("系统暂时不可用")
    expect(words).toContain("不是您的操作有误")
    expect(html).toContain(`href="${paths.desk()}">再试一次`)
    const api = await program.get("/estates")
    expect(api.status, mood).toBe(503)
    expect(api.headers.get("retry-after")).toBe("10")
    expect(await api.json()).toMatchObject({ code: "database_away", status: 503 })
    expect(shaky.requests() - before, "nothing is tried twice").toBe(2)
  }
})

test("every route answers a broken database with what is temporary, none with 500", async () => {
  shaky.always("bad gateway")
  const routes = door.app.routes.filter(({ method }) => method !== "ALL")
  const editor = await door.as("editor")
  const statuses = new Map<string, number>()
  for (const { method, path } of routes) {
    const at = path
      .replace(/:period|:quarter/g, door.openQuarter)
      .replace(/:[a-z]+(\{[^}]*\})?/gi, "something")
    const form = { body: new URLSearchParams({ key: freshKey() }) }
    const reading = method === "GET"
    const api = at.startsWith("/api/v1/") ? at.slice(7) : null
    const answer =
      api !== null
        ? await (reading ? program.get(api) : program.send(method, api))
        : await editor.send(at, reading ? {} : { method, ...form })
    statuses.set(`${method} ${path}`, answer.status)
    await answer.body?.cancel()
  }
  expect([...statuses].filter(([, status]) => status >= 500 && status !== 503)).toEqual([])
  expect([...statuses].filter(([, status]) => status === 503).length).toBeGreaterThan(200)
})

test("a reply that is lost after a write: the page says so, and its button writes once at most", async () => {
  const page = await walk.form("editor")
  const typed = { key: freshKey(), revision: fieldValue(page, "revision") ?? "0", "v:households": "812" }
  const path = paths.saveDraft(walk.slug, walk.open)
  const editor = await door.as("editor")
  const referer = `http://localhost:8787${paths.submission(walk.slug, walk.open)}`
  shaky.next("well", "well", "reply lost")
  const answer = await editor.post(path, typed, { referer })
  expect(answer.status).toBe(503)
  const doubt = await shown(answer)
  expect(doubt.words).toContain("不确定是否已经写入")
  expect(doubt.words).toContain("可能已经写入，也可能没有")
  expect(doubt.html).toContain(`href="${paths.submission(walk.slug, walk.open)}"`)
  // The form of the page is what was sent, to its last field.
  for (const [name, value] of Object.entries(typed)) expect(fieldValue(doubt, name), name).toBe(value)
  const again = await editor.post(path, typed)
  expect(again.status).toBe(303)
  const [row] = await door.cell.rows(
    `select p.revision from submission_parts p join submissions s on s.id = p.submission_id
     where s.quarter = ? and p.provider = 'company' and s.estate_id = (select id from estates where slug = ?)`,
    [walk.open, walk.slug],
  )
  expect(row?.["revision"]).toBe(1)
})

test("a write that never came through is said to be not written, and is written by the second try", async () => {
  const typed = { key: freshKey(), revision: "0", "v:households": "901" }
  const path = paths.saveDraft(walk.slug, walk.open)
  const editor = await door.as("editor")
  shaky.next("well", "bad gateway")
  const answer = await editor.post(path, typed)
  expect(answer.status).toBe(503)
  const { words } = await shown(answer)
  expect(words).toContain("您这次提交的内容没有写入")
  expect((await editor.post(path, typed)).status).toBe(303)
  expect(await walk.form("editor").then((page) => fieldValue(page, "v:households"))).toBe("901")
})

test("a password is never put into the page that follows", async () => {
  shaky.always("bad gateway")
  const nobody = await door.as(null)
  const answer = await nobody.post("/sign-in", {
    key: freshKey(),
    email: "a@b.example",
    password: "open sesame",
  })
  expect(answer.status).toBe(503)
  const { html, words } = await shown(answer)
  expect(html).not.toContain("open sesame")
  expect(words).toContain("后退")
})

test("a program learns that a reply was lost, and repeats with its key", async () => {
  const path = `/submissions/${walk.open}/${walk.slug}`
  const filled = { values: walk.before["company"] }
  const etag = (await program.get(path)).headers.get("etag") ?? ""
  const saved = await program.send("PUT", `${path}/draft`, filled, { "if-match": etag })
  expect(saved.status).toBe(200)
  const seen = { "if-match": saved.headers.get("etag") ?? "", "idempotency-key": randomUUID() }
  shaky.next("well", "reply lost")
  const asked = { reasons: { ...walk.before["company"], ...wholeReasons } }
  const lost = await program.send("POST", `${path}/sign-off`, asked, seen)
  expect(lost.status).toBe(503)
  const problem = (await lost.json()) as { code: string; detail: string; type: string }
  expect(problem.code).toBe("outcome_unknown")
  expect(problem.detail).toContain("Idempotency-Key")
  expect((await door.fetch(new Request(problem.type))).status).toBe(200)
  const again = await program.send("POST", `${path}/sign-off`, asked, seen)
  expect(again.status).toBe(200)
  const submitted = "select count(*) as n from audit_events where action = 'submission.submit' and at >= ?"
  expect(await door.cell.rows(submitted, [start.toISOString()])).toEqual([{ n: 1 }])
})

test("a locked database: 503, not written; a full one: 507, and all can be read", async () => {
  const typed = { key: freshKey(), revision: "0", "v:households": "777" }
  const path = paths.saveDraft(walk.slug, walk.open)
  const editor = await door.as("editor")
  const held = await door.cell.client.transaction("write")
  await held.execute("select 1")
  const locked = await editor.post(path, typed)
  await held.rollback()
  expect(locked.status).toBe(503)
  expect((await shown(locked)).words).toContain("您这次提交的内容没有写入")
  const [{ file } = {}] = await door.cell.rows("select file from pragma_database_list where name = 'main'")
  const full = await startLibsqlServer({ file: join(String(file)), mostPages: 1 })
  try {
    door.bindings = { ...steady, LIBSQL_URL: full.url }
    const long = { ...typed, "r:households": "说".repeat(400) }
    let refused = await editor.post(path, long)
    // Pages that are free in the file are filled first.
    for (let time = 0; time < 200 && refused.status === 303; time++)
      refused = await editor.post(path, { ...long, key: freshKey(), revision: String(time + 1) })
    expect(refused.status).toBe(507)
    expect(refused.headers.get("retry-after")).toBe("120")
    const page = await shown(refused)
    expect(page.words).toContain("存储空间满了")
    expect(page.words).toContain("您这次提交的内容没有写入")
    expect((await editor.get(paths.desk())).status).toBe(200)
  } finally {
    await full.close()
  }
})

test("public pages in memory are served on while database and bucket are away; others say that it is temporary", async () => {
  const nobody = await door.as(null)
  const bucket = door.cell.bucket
  // A reader and a cache of its own.
  let asked = 0
  const never = () => {
    asked++
    return new Promise<never>(() => {})
  }
  let away = false
  const shakyBucket = new Proxy(bucket, {
    get: (target, name) => {
      const value = Reflect.get(target, name)
      if (away && (name === "get" || name === "head")) return never
      return typeof value === "function" ? value.bind(target) : value
    },
  })
  door.bindings = {
    ...steady,
    LIBSQL_URL: shaky.url,
    RELEASES: shakyBucket,
    DATABASE_TIMEOUT_MS: "400",
    FILES_TIMEOUT_MS: "200",
  }
  const ranking = await nobody.get("/ranking")
  expect(ranking.status).toBe(200)
  const released = /href="\/estates\/([^"?]+)/.exec(await ranking.text())?.[1] ?? ""
  shaky.always("silent")
  away = true
  for (let minute = 1; minute <= 3; minute++) {
    door.now = new Date(start.getTime() + minute * 60_000)
    const answers = await Promise.all([1, 2, 3].map(() => nobody.get("/ranking")))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  }
  const cold = await nobody.get(paths.estate(released))
  expect(cold.status).toBe(503)
  expect((await shown(cold)).words).toContain("文件存储现在没有答复")
  expect(asked).toBeGreaterThan(0)
})

test("a form stands in the page that follows only where no form holds a secret, whatever its fields are called", async () => {
  shaky.always("bad gateway")
  const editor = await door.as("editor")
  const html = async (path: string, fields: Record<string, string>) => {
    const answer = await editor.post(path, { key: freshKey(), ...fields })
    expect([path, answer.status, answer.headers.get("cache-control")]).toEqual([
      path,
      503,
      "private, no-store, no-transform",
    ])
    return answer.text()
  }
  expect(await html("/filing/2026Q3/some/draft", { note: "typed-by-hand" })).toContain("typed-by-hand")
  for (const path of [
    "/sign-in",
    "/sign-in/code",
    "/account/password",
    "/account/email",
    "/account/second-factor",
    "/account/passkeys",
    "/password-reset/token",
    "/invitations/token",
    "/second-factor-reset/token",
    "/keys",
    "/selection/some/judges/one/identity",
  ])
    expect(await html(path, { pin: "hush-hush", email: "a@b.example", password: "x" }), path).not.toContain(
      "hush-hush",
    )
  expect(mayBeShownAgain("/an/address/of/tomorrow")).toBe(false)
})
