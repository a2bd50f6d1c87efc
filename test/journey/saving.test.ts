import { cp, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { expect } from "vitest"
import { findPlaces } from "../../scripts/bench/places.ts"
import { startApp } from "../../scripts/start/app.ts"
import { paths } from "../../web/paths.ts"
import { templateFolder, useTestApp } from "../support/app-server.ts"
import { checkPage, journey } from "../support/browser.ts"
import { type Account, openMember } from "../support/quarter-walk.ts"

const app = useTestApp()
let form: Promise<string> | undefined

/** The path of one estate's form, looked for once: a draft would hide the estate afterwards. */
function formPath(): Promise<string> {
  form ??= findPlaces(app().libsqlUrl).then(({ slug, open }) => paths.submission(slug, open))
  return form
}

const field = (page: Page, key: string) => page.locator(`[name="v:${key}"]`)
const state = (page: Page) => page.locator("#save-state").textContent()
const shape = (page: Page) => page.locator("#save-box").getAttribute("data-state")
const copies = (page: Page) =>
  page.evaluate(() =>
    Object.entries(window.localStorage).filter(([name]) => name.startsWith("shige-unsent-")),
  )

async function openForm(account: Account, width = 1280) {
  const visitor = await openMember(app().url, account, width)
  await visitor.page.goto(app().url + (await formPath()))
  return visitor
}

/** What stands after a fresh look. */
async function lookAgain(page: Page, key: string): Promise<string> {
  await page.goto(app().url + (await formPath()))
  return field(page, key).inputValue()
}

journey("two people at one form merge field by field; only what both changed asks, with names", async () => {
  const [first, second] = [await openForm("editor"), await openForm("manager", 360)]
  await field(first.page, "households").fill("812")
  await expect.poll(() => state(first.page)).toMatch(/^已保存/)
  // The second window has never touched the households: it writes its own field, and shows what the other one saved.
  await field(second.page, "spaces_own").fill("300")
  await expect.poll(() => state(second.page)).toMatch(/^已保存/)
  expect(await field(second.page, "households").inputValue()).toBe("812")
  expect(await second.page.locator(".merged").textContent()).toMatch(/演示物业公司填报员改了“户数/)
  expect(await lookAgain(first.page, "spaces_own")).toBe("300")

  await second.context.setOffline(true)
  await field(second.page, "households").fill("814")
  await field(second.page, "cultural_events").fill("7")
  await field(first.page, "households").fill("813")
  await expect.poll(() => state(first.page)).toMatch(/^已保存/)
  await second.context.setOffline(false)
  const box = second.page.locator(".clash")
  await box.waitFor()
  await expect.poll(() => state(second.page)).toBe("有 1 处别人也改了，请您选用哪一个")
  expect(await box.textContent()).toMatch(/演示物业公司填报员也改了“户数.*您814.*813.*原来812/)
  await checkPage({ page: second.page, problems: [] })
  expect(await lookAgain(first.page, "cultural_events")).toBe("7")
  // No button goes past the question.
  await second.page.getByRole("button", { name: "检查并提交" }).click()
  await expect.poll(() => second.page.evaluate(() => document.activeElement?.className)).toBe("clash__title")
  await box.getByRole("button", { name: "用我的" }).click()
  await expect.poll(() => state(second.page)).toMatch(/^已保存/)
  expect(await lookAgain(first.page, "households")).toBe("814")

  // Who submits is told what the other one changed since.
  await field(second.page, "households").fill("815")
  await expect.poll(() => state(second.page)).toMatch(/^已保存/)
  await first.page.getByRole("button", { name: "检查并提交" }).click()
  await first.page.waitForURL("**/check?seen=*")
  expect(await first.page.locator("main").textContent()).toContain("您打开表单之后，别人改过这些")
  await checkPage(first)
  await Promise.all([first.close(), second.close()])
})

journey("what was typed before the script came is saved like anything else", async () => {
  const visitor = await openMember(app().url, "editor", 1280)
  const { page } = visitor
  let come = () => {}
  const awaited = new Promise<void>((resolve) => {
    come = resolve
  })
  await page.route("**/filing.zh.*.js", async (route) => {
    await awaited
    await route.continue()
  })
  await page.goto(app().url + (await formPath()), { waitUntil: "commit" })
  const events = field(page, "cultural_events")
  const typed = (await events.inputValue()) === "4" ? "5" : "4"
  await events.fill(typed)
  // What the server wrote of an earlier save says 已保存 as well.
  const saved = page.waitForResponse((answer) => answer.url().endsWith("/draft"))
  come()
  expect((await saved).status()).toBe(200)
  await page.unroute("**/filing.zh.*.js")
  expect(await lookAgain(page, "cultural_events")).toBe(typed)
  await visitor.close()
})

journey(
  "typing goes on to be saved, and a reload in the middle neither loses nor conflicts with oneself",
  async () => {
    const { page, close } = await openForm("editor")
    const households = field(page, "households")
    await households.fill("")
    const sent = page.waitForRequest("**/draft")
    // Never two seconds without a key, and yet it is sent.
    for (let at = 0; at < 8; at++) {
      await households.press("1")
      await page.waitForTimeout(1000)
    }
    await sent
    await households.fill("8")
    const request = page.waitForRequest("**/draft")
    await request
    await households.fill("82")
    await page.reload()
    expect(await households.inputValue()).toBe("82")
    await expect.poll(() => state(page)).toMatch(/^已保存/)
    expect(await page.locator(".clash").count()).toBe(0)
    expect(await copies(page)).toEqual([])
    await households.fill("83")
    await page.reload()
    await expect.poll(() => state(page)).toMatch(/^已保存/)
    expect(await lookAgain(page, "households")).toBe("83")
    await close()
  },
)

journey(
  "offline everything is kept in the browser, also past a closed tab, and sent when the line is back",
  async () => {
    const visitor = await openForm("community", 360)
    const { page, context } = visitor
    await context.setOffline(true)
    await field(page, "volunteer_hours").fill("821")
    await expect.poll(() => state(page)).toBe("没有网络 · 1 处改动存在本机，连上后会自动保存")
    expect(await shape(page)).toBe("offline")
    // What is sensitive is named: it stands nowhere but here.
    await field(page, "care_visited_month1").fill("3")
    await expect.poll(() => page.locator(".save-state__more").textContent()).toContain("只在本页、不存本机")
    await checkPage({ page, problems: [] })
    // No button leaves the page.
    await page.locator("main").getByRole("button", { name: "保存" }).click()
    const kept = JSON.stringify(await copies(page))
    expect(kept).toContain("821")
    expect(kept).not.toContain("care_visited_month1")
    await page.close()
    await context.setOffline(false)
    const again = await context.newPage()
    await again.goto(app().url + (await formPath()))
    expect(await field(again, "volunteer_hours").inputValue()).toBe("821")
    expect(await field(again, "care_visited_month1").inputValue()).toBe("")
    await expect.poll(() => state(again)).toMatch(/^已保存/)
    expect(await copies(again)).toEqual([])
    await visitor.close()
  },
)

journey("a server that was ended: what was typed waits, and is saved once it runs again", async () => {
  const data = await mkdtemp(join(tmpdir(), "shige-test-"))
  await cp(await templateFolder(), data, { recursive: true })
  const first = await startApp({ data, cron: false })
  const path = await formPath()
  const { page, close } = await openMember(first.url, "editor", 360)
  await page.goto(first.url + path)
  await first.stop()
  await field(page, "households").fill("831")
  await expect.poll(() => state(page)).toMatch(/^没有保存成功 · 1 处改动还在本机，\d+ 秒后再试/)
  expect(await shape(page)).toBe("failed")
  const second = await startApp({ data, port: Number(new URL(first.url).port), cron: false })
  try {
    await page.getByRole("button", { name: "现在再试" }).click()
    await expect.poll(() => state(page)).toMatch(/^已保存/)
    await page.goto(second.url + path)
    expect(await field(page, "households").inputValue()).toBe("831")
    await close()
  } finally {
    await second.stop()
    await rm(data, { recursive: true, force: true })
  }
})

journey("signed out meanwhile: nobody else sends it, and it is saved once the person is back", async () => {
  const visitor = await openForm("editor", 360)
  const { page, context } = visitor
  const own = await context.cookies()
  await context.clearCookies()
  await field(page, "households").fill("841")
  await expect.poll(() => state(page)).toBe("登录已到期 · 1 处改动还在本机，登录后会自动保存")
  await checkPage(visitor)
  const other = await openForm("manager")
  await context.addCookies(await other.context.cookies())
  await page.getByRole("button", { name: "现在再试" }).click()
  await expect.poll(() => state(page)).toContain("已换人登录")
  expect(await lookAgain(other.page, "households")).not.toBe("841")
  // The other person's own page at this browser knows nothing of it.
  const beside = await context.newPage()
  await beside.goto(app().url + (await formPath()))
  expect(await field(beside, "households").inputValue()).not.toBe("841")
  expect(JSON.stringify(await copies(beside))).toContain("841")
  await context.addCookies(own)
  await page.getByRole("button", { name: "现在再试" }).click()
  await expect.poll(() => state(page)).toMatch(/^已保存/)
  expect(await copies(page)).toEqual([])
  await Promise.all([visitor.close(), other.close()])
})

journey("signing out warns of what was never sent and takes it out of the browser", async () => {
  const visitor = await openForm("editor", 360)
  const { page, context } = visitor
  await context.route("**/draft", (route) => route.abort())
  await field(page, "households").fill("851")
  await expect.poll(() => shape(page)).toBe("failed")
  const asked: string[] = []
  const answers = [false, true]
  page.on("dialog", async (dialog) => {
    asked.push(`${dialog.type()} ${dialog.message()}`)
    await (answers.shift() ? dialog.accept() : dialog.dismiss())
  })
  const signOut = page.getByRole("button", { name: "退出" })
  await signOut.click()
  await expect
    .poll(() => asked)
    .toEqual([expect.stringMatching(/^confirm 本机还有 1 处改动没有保存。退出后/)])
  expect(JSON.stringify(await copies(page))).toContain("851")
  await signOut.click()
  await page.waitForURL(`${app().url}/`)
  expect(asked).toHaveLength(2)
  expect(await copies(page)).toEqual([])
  await visitor.close()
})
