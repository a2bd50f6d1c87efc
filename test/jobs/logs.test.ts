import { createClient } from "@libsql/client"
import { expect, test } from "vitest"
import { demonstrationPassword } from "../../schema/seed/demonstration/accounts.ts"
import { findPlaces } from "../../scripts/bench/places.ts"
import { storeKey } from "../../scripts/bench/stored-key.ts"
import { Visitor } from "../../scripts/bench/visitor.ts"
import { paths } from "../../web/paths.ts"
import { useTestApp } from "../support/app-server.ts"

const app = useTestApp()
const email = "editor@demo.shige.example"
const agent = "Mozilla/5.0 (somebody's telephone)"
const secrets: RegExp[] = [
  /@|%40/,
  /demo\.shige|演示|editor/,
  new RegExp(demonstrationPassword),
  /telephone|Mozilla/,
  /127\.0\.0\.1|localhost/,
  /secret-word|王小明/,
  /[A-Za-z0-9_-]{43}/,
]

async function sql(statement: string): Promise<void> {
  const client = createClient({ url: app().libsqlUrl })
  await client.execute(statement)
  client.close()
}

const ask = (path: string, init: RequestInit = {}) =>
  fetch(new URL(path, app().url), {
    redirect: "manual",
    ...init,
    headers: { origin: app().url, "user-agent": agent, ...init.headers },
  })
const post = (path: string, fields: Record<string, string>) =>
  ask(path, { method: "POST", body: new URLSearchParams(fields) })

function expectNothingPersonal(lines: readonly string[]): void {
  for (const line of lines) for (const pattern of secrets) expect(line).not.toMatch(pattern)
}

test("a line for each request says what was asked by whom in ids, and nothing personal", async () => {
  const { open, slug } = await findPlaces(app().libsqlUrl)
  const editor = new Visitor(app())
  await editor.signIn(email, demonstrationPassword)
  await editor.get(paths.submission(slug, open))
  await ask(`/?q=${encodeURIComponent("王小明 secret-word")}`)
  await ask(`/sign-in?to=${encodeURIComponent(`/desk?mail=${email}`)}`)
  await ask(`/nowhere/${email}`)
  await post("/sign-in", { email, password: "secret-word-of-somebody" })
  await post(`${paths.submission(slug, open)}/draft`, { "v:households": "王小明" })
  await expect.poll(() => app().requestLines.length).toBe(7)
  const lines = app().requestLines.map((line) => JSON.parse(line))
  expect(lines.map(({ method, route, status, actor }) => [method, route, status, actor])).toEqual([
    ["POST", "/sign-in", 303, "nobody"],
    ["GET", "/filing/:quarter/:slug", 200, "member"],
    ["GET", "/", 200, "nobody"],
    ["GET", "/sign-in", 200, "nobody"],
    ["GET", null, 404, "nobody"],
    ["POST", "/sign-in", 422, "nobody"],
    ["POST", "/filing/:quarter/:slug/draft", 401, "nobody"],
  ])
  expect(lines[1]).toEqual({
    level: "info",
    event: "request",
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    cell: "510100",
    method: "GET",
    route: "/filing/:quarter/:slug",
    status: 200,
    ms: expect.any(Number),
    roundTrips: expect.any(Number),
    actor: "member",
    organisation: "company-1",
    key: null,
  })
  expect(app().logged).toEqual([])
  expectNothingPersonal(app().requestLines)
})

test("a failed query is logged with the id on the error page, without its parameters", async () => {
  await sql("alter table credentials rename to credentials_gone")
  const answer = await post("/sign-in", { email, password: "secret-word-of-somebody" })
  await sql("alter table credentials_gone rename to credentials")
  expect(answer.status).toBe(500)
  const page = await answer.text()
  await expect.poll(() => app().logged.length).toBe(1)
  const line = JSON.parse(app().logged[0] ?? "")
  expect(line).toMatchObject({ level: "error", event: "request", cell: "510100" })
  expect(page).toContain(line.requestId)
  expect(line.message).toContain("no such table")
  expect(line.stack.length).toBeGreaterThan(0)
  expectNothingPersonal(app().logged)
})

test("so is one of the API: level, request id, and no values", async () => {
  const client = createClient({ url: app().libsqlUrl })
  const { key } = await storeKey(client, "company-1", { role: "manager" })
  const { slug } = await findPlaces(app().libsqlUrl)
  const before = app().logged.length
  await client.execute("alter table submissions rename to submissions_gone")
  const answer = await ask(`/api/v1/submissions?q=secret-word&cursor=${slug}`, {
    headers: { authorization: `Bearer ${key}` },
  })
  const failed = await ask(`/api/v1/submissions`, { headers: { authorization: `Bearer ${key}` } })
  await client.execute("alter table submissions_gone rename to submissions")
  client.close()
  expect(answer.status).toBe(400)
  expect(failed.status).toBe(500)
  const problem = (await failed.json()) as { code: string; instance: string }
  expect(problem.code).toBe("unexpected")
  await expect.poll(() => app().logged.length).toBe(before + 1)
  const line = JSON.parse(app().logged.at(-1) ?? "")
  expect(line).toMatchObject({ level: "error", event: "request", cell: "510100" })
  expect(problem.instance).toBe(`urn:uuid:${line.requestId}`)
  expect(line.message).toContain("no such table")
  expectNothingPersonal(app().logged)
  expect(app().logged.join("")).not.toContain(key)
})
