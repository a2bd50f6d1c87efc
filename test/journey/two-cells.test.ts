import { readFile } from "node:fs/promises"
import { join } from "node:path"
import type { Workflow } from "@cloudflare/workers-types"
import { expect, test } from "vitest"
import { demonstrationPassword } from "../../schema/seed/demonstration/accounts.ts"
import { storeKey } from "../../scripts/bench/stored-key.ts"
import { paths } from "../../web/paths.ts"
import { useTestApp } from "../support/app-server.ts"
import { checkPage, journey, openVisitor } from "../support/browser.ts"
import { storeLetter } from "../support/letters.ts"
import { openMember } from "../support/quarter-walk.ts"
import { addSecondCity, secondCity } from "../support/second-city.ts"
import { here, other, passwordAt, there, twoCities } from "../support/two-cities.ts"

const app = useTestApp({ prepare: addSecondCity })
const { siteAt, ask, withClient, rowsIn } = twoCities(app)
const chengdu = () => siteAt(here)
const mianyang = () => siteAt(there)
const { prefix, code } = secondCity

/** The slug of an estate that both cities have released, from the list of the smaller one. */
async function commonSlug(): Promise<string> {
  const { body } = await ask(there, paths.ranking())
  return /href="\/estates\/([^?"]+)/.exec(body)?.[1] ?? ""
}

journey("two cities by name: the same slug, the same e-mail, nothing of one in the other", async () => {
  const slug = await commonSlug()
  const visitor = await openVisitor()
  const { page } = visitor
  const pages = [paths.home(), paths.ranking(), paths.estate(slug), paths.compare([slug])]
  for (const path of pages) {
    const shown: Record<string, string> = {}
    for (const site of [chengdu(), mianyang(), chengdu(), mianyang()]) {
      await page.goto(site + path)
      await checkPage(visitor)
      const text = (await page.locator("body").textContent()) ?? ""
      expect(shown[site] ?? text, `${site}${path} changed`).toBe(text)
      shown[site] = text
    }
    expect(shown[mianyang()], path).toContain("绵阳市")
    expect(shown[chengdu()], path).toContain("成都市")
    expect(shown[chengdu()], path).not.toContain(prefix)
    expect(shown[chengdu()], path).not.toContain("绵阳")
  }
  await page.goto(mianyang() + paths.estate(slug))
  const name = (await page.locator("h1").textContent()) ?? ""
  expect(name).toContain(prefix)
  await page.goto(chengdu() + paths.estate(slug))
  expect(await page.locator("h1").textContent()).toBe(name.replace(prefix, ""))
  await visitor.close()
})

journey("the same person is somebody else in each city, on a phone", async () => {
  const visitor = await openMember(mianyang(), "editor", 360, secondCity.password)
  await visitor.page.goto(mianyang() + paths.filing())
  await checkPage(visitor)
  const own = (await visitor.page.locator("main").textContent()) ?? ""
  expect(own).toContain(prefix)
  // The browser keeps the session to its host, and the other city asks to sign in.
  await visitor.page.goto(chengdu() + paths.filing())
  expect(new URL(visitor.page.url()).pathname).toBe(paths.signIn())
  await checkPage(visitor)
  await visitor.page.getByLabel("邮箱").fill("editor@demo.shige.example")
  await visitor.page.getByLabel("密码").fill(secondCity.password)
  await visitor.page.locator("main").getByRole("button", { name: "登录" }).click()
  await visitor.page.getByText("账号或密码不对").first().waitFor()
  await checkPage(visitor)
  await visitor.page.getByLabel("密码").fill(demonstrationPassword)
  await visitor.page.locator("main").getByRole("button", { name: "登录" }).click()
  await visitor.page.waitForURL((url) => url.pathname !== paths.signIn())
  await visitor.page.goto(chengdu() + paths.filing())
  await checkPage(visitor)
  expect(await visitor.page.locator("main").textContent()).not.toContain(prefix)
  // Both the session and what the browser is known by are kept for each host alone.
  const cookies = await visitor.context.cookies()
  expect(cookies.map(({ domain, name }) => `${domain} ${name}`).sort()).toEqual([
    "localhost shige.browser",
    "localhost shige.session",
    `${secondCity.host} shige.browser`,
    `${secondCity.host} shige.session`,
  ])
  // Signing out of one leaves the other.
  await visitor.page.getByRole("button", { name: "退出" }).click()
  await visitor.page.waitForLoadState("load")
  await visitor.page.goto(mianyang() + paths.filing())
  expect(new URL(visitor.page.url()).pathname).toBe(paths.filing())
  await visitor.close()
})

journey("a host that no city has shows a bare page", async () => {
  for (const width of [360, 1280]) {
    const visitor = await openVisitor({ width })
    await visitor.page.goto(siteAt("nowhere.localhost") + paths.ranking())
    await checkPage(visitor)
    const shown = (await visitor.page.locator("body").textContent()) ?? ""
    expect(shown).toContain("这个网址没有对应的城市")
    expect(await visitor.page.locator("a").count()).toBe(0)
    await visitor.close()
  }
})

/** Signs in by requests alone; answers the cookie. */
async function signIn(host: string, password: string): Promise<string> {
  const answer = await ask(host, paths.signIn(), {
    method: "POST",
    headers: { origin: siteAt(host), "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ email: "editor@demo.shige.example", password }).toString(),
  })
  expect(answer.status).toBe(303)
  return answer.headers["set-cookie"]?.[0]?.split(";")[0] ?? ""
}

test("asked for in turn and at once, a path is each host's own, in any spelling of the host", async () => {
  const path = paths.estate(await commonSlug())
  const spellings = [here, there, "LocalHost:80", "MianYang.localhost", `${there}:9999`, "127.0.0.1"]
  const own = new Map([here, there].map((host) => [host, ask(host, path)]))
  const [mine, theirs] = [await own.get(here), await own.get(there)]
  expect(mine?.body).not.toContain(prefix)
  expect(theirs?.body).toContain(prefix)
  const answers = await Promise.all(
    Array.from({ length: 60 }, async (_, at) => {
      const host = spellings[at % spellings.length] ?? here
      const headers = { "x-forwarded-host": other(here), forwarded: `host=${there}` }
      const { status, body } = await ask(host, path, { headers })
      return { host, status, same: body === (/mianyang/i.test(host) ? theirs : mine)?.body }
    }),
  )
  for (const answer of answers) expect(answer).toMatchObject({ status: 200, same: true })
  const tag = String(theirs?.headers["etag"])
  expect((await ask(there, path, { headers: { "if-none-match": tag } })).status).toBe(304)
  expect((await ask(here, path, { headers: { "if-none-match": tag } })).status).toBe(200)
  const lists = await Promise.all([here, there].map((host) => ask(host, paths.apiReleases())))
  expect(JSON.parse(lists[0]?.body ?? "").releases.length).toBeGreaterThan(1)
  expect(JSON.parse(lists[1]?.body ?? "").releases.length).toBe(1)
})

test("an unknown host gets 421, by page, form and program", async () => {
  for (const host of ["unknown.example", "a.localhost", `${there}.example`, "10.0.0.1"])
    for (const [path, method] of [
      [paths.home(), "GET"],
      [paths.signIn(), "POST"],
      [paths.apiReleases(), "GET"],
      ["/nowhere", "GET"],
    ] as const) {
      const answer = await ask(host, path, { method, headers: { "x-forwarded-host": there } })
      expect(answer.status, `${method} ${host}${path}`).toBe(421)
      expect(answer.body).not.toMatch(/5101|5107|绵阳|成都|href="\/(?!assets)/)
    }
})

test.each([here, there])("a session of %s opens nothing in the other city", async (host) => {
  const cookie = await signIn(host, passwordAt(host))
  const at = (where: string) => ask(where, paths.filing(), { headers: { cookie } })
  expect((await at(host)).status).toBe(200)
  const answer = await at(other(host))
  expect([answer.status, answer.headers["location"]]).toEqual([303, expect.stringContaining("/sign-in")])
  const fields = { method: "POST", body: "key=two-cells-1" }
  const type = { "content-type": "application/x-www-form-urlencoded", cookie }
  const submit = (where: string, origin: string) =>
    ask(where, "/filing/2026Q3/any/sign-off", { ...fields, headers: { ...type, origin } })
  expect((await submit(other(host), siteAt(other(host)))).status).toBe(401)
  expect((await submit(host, siteAt(other(host)))).status).toBe(403)
})

test.each([here, there])("a key of %s is unknown in the other city", async (host) => {
  const cell = host === here ? "510100" : code
  const options = { role: "manager", scopes: ["estates:read"], cell } as const
  const { key, keyId } = await withClient(host, (client) => storeKey(client, "company-1", options))
  const headers = { authorization: `Bearer ${key}` }
  expect((await ask(host, "/api/v1/key", { headers })).status).toBe(200)
  const answer = await ask(other(host), "/api/v1/key", { headers })
  expect(answer.status).toBe(401)
  expect(JSON.parse(answer.body).code).toBe("key_unknown")
  // Not even where its row has been copied to.
  const [row = {}] = await rowsIn(host, "select * from api_keys where id = ?", [keyId])
  const columns = Object.keys(row)
  await rowsIn(
    other(host),
    `insert into api_keys (${columns.join()}) values (${columns.map(() => "?").join()})`,
    Object.values(row) as string[],
  )
  expect((await ask(other(host), "/api/v1/key", { headers })).status).toBe(401)
})

test("every file of the bucket stands below its cell, and a release by the other's hash is not found", async () => {
  const bucket = await app().mf.getR2Bucket("RELEASES", "shige")
  const { objects, truncated } = await bucket.list()
  expect(truncated).toBe(false)
  const cells = new Set(objects.map(({ key }) => key.split("/").slice(0, 2).join("/")))
  expect([...cells].sort()).toEqual(["cells/510100", `cells/${code}`])
  const [own] = await rowsIn(there, "select id, period, manifest_hash as hash from releases")
  const [foreign] = await rowsIn(here, "select manifest_hash as hash from releases where period = ?", [
    String(own?.["period"]),
  ])
  const point = (hash: unknown) => rowsIn(there, "update releases set manifest_hash = ?", [String(hash)])
  const before = (await ask(there, paths.ranking())).body
  await point(foreign?.["hash"])
  // The state is looked at every five seconds; what cannot be read leaves the last one standing.
  await new Promise((done) => setTimeout(done, 6_000))
  await ask(there, paths.ranking())
  const after = await ask(there, paths.ranking())
  expect(after).toMatchObject({ status: 200, body: before })
  await point(own?.["hash"])
})

test("a Workflow for a cell that is none, or for a release of the other, does nothing", async () => {
  const { RELEASE_WORKFLOW: workflow } = await app().mf.getBindings<{ RELEASE_WORKFLOW: Workflow }>("shige")
  const [release] = await rowsIn(here, "select id from releases order by period desc limit 1")
  const written = async () => {
    const tables = ["audit_events", "releases", "publications", "scorecards", "writes"]
    const counts = tables.map((table) => `(select count(*) from ${table})`).join(" || ' ' || ")
    const sql = `select ${counts} || (select group_concat(state || heartbeat_at) from releases) as counts`
    return [await rowsIn(here, sql), await rowsIn(there, sql)]
  }
  const before = await written()
  const ends = async (id: string, params: Record<string, string>) => {
    const instance = await workflow.create({ id, params })
    const status = async () => (await instance.status()).status
    await expect.poll(status, { timeout: 30_000, interval: 200 }).toBe("errored")
    return (await instance.status()).error?.message ?? ""
  }
  const releaseId = String(release?.["id"])
  expect(await ends("no-cell", { releaseId, instanceId: "no-cell" })).toContain("no cell")
  expect(await ends("bad-cell", { cell: "510600", releaseId, instanceId: "bad-cell" })).toContain(
    "no cell 510600",
  )
  expect(await ends("foreign", { cell: code, releaseId, instanceId: "foreign" })).toContain("not_found")
  expect(await written()).toEqual(before)
})

test("a message of the queue for the other cell sends nothing, nor does a letter that it sealed", async () => {
  const queue = await app().mf.getQueueProducer("MAIL_QUEUE", "shige")
  const parameters = { link: `${siteAt(here)}/reset/x`, minutes: "30" }
  const letter = (to: string) => ({ to, template: "reset" as const, language: "zh" as const, parameters })
  const secret = await readFile(join(app().data, "secret"), "utf8")
  await storeLetter(app().libsqlUrl, secret, { id: "mine", letter: letter("mine@here.example") })
  const [, second] = app().cities
  await storeLetter(second?.libsqlUrl ?? "", secret, { id: "sealed", letter: letter("sealed@here.example") })
  for (const [cell, mailId] of [
    [code, "mine"],
    [code, "sealed"],
    ["510600", "mine"],
  ])
    await queue.send({ cell, mailId })
  const problems = () =>
    app()
      .logged.filter((line) => line.includes('"event":"mail"'))
      .join("\n")
  await expect.poll(problems, { timeout: 20_000 }).toContain("unknown cell")
  await expect.poll(() => app().requestLines.join("\n")).toContain("no such letter")
  expect(await rowsIn(here, "select state, tries from mails where id = 'mine'")).toEqual([
    { state: "queued", tries: 0 },
  ])
  await queue.send({ cell: "510100", mailId: "mine" })
  const sent = () =>
    app()
      .mailbox.letters.map(({ to }) => to)
      .join()
  await expect.poll(sent, { timeout: 20_000 }).toContain("mine@here.example")
  expect(sent()).not.toContain("sealed@here.example")
})

test("cron looks after every city, and a letter says which one wrote it", async () => {
  const [, second] = app().cities
  const secret = await readFile(join(app().data, "cells", code, "secret"), "utf8")
  const parameters = { link: `${mianyang()}/reset/x`, minutes: "30" }
  const letter = { to: "late@there.example", template: "reset" as const, language: "zh" as const, parameters }
  const at = new Date(Date.now() - 3_600_000)
  await storeLetter(second?.libsqlUrl ?? "", secret, { id: "late", letter, at })
  await app().runCron()
  const found = () => app().mailbox.letters.find(({ to }) => to.includes("late@there.example"))
  await expect.poll(() => found()?.subject, { timeout: 20_000 }).toContain("绵阳市")
})
