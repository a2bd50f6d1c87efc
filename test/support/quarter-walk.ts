import type { Page } from "playwright-core"
import { expect } from "vitest"
import { demonstrationPassword } from "../../schema/seed/demonstration/accounts.ts"
import { unusedCode } from "../../scripts/start/demonstration-code.ts"
import { checkPage, openVisitor, type Visitor } from "./browser.ts"

export type Account =
  | "operator"
  | "manager"
  | "editor"
  | "community"
  | "street"
  | "district"
  | "approver"
  | "city"
  | "chair"
  | "secretary"
  | "judge"
  | "judge2"
  | "judge3"

/** The second step of signing in, for the accounts that have one. */
export async function typeCode(
  visitor: Visitor,
  url: string,
  account: Account,
  clockOffsetMs = 0,
): Promise<void> {
  const { page } = visitor
  await checkPage(visitor)
  await page.getByLabel("动态码").fill(await unusedCode(url, account, clockOffsetMs))
  await page.locator("main").getByRole("button", { name: "继续" }).click()
  await page.waitForURL((address) => address.pathname !== "/sign-in/code")
}

/** Signs in as a demonstration account through the page that people use. */
export async function openMember(
  url: string,
  account: Account,
  width: number,
  password = demonstrationPassword,
  options: { javaScript?: boolean | undefined; clockOffsetMs?: number } = {},
): Promise<Visitor> {
  const { javaScript = true, clockOffsetMs = 0 } = options
  const visitor = await openVisitor({ width, javaScript })
  const { page } = visitor
  await page.goto(`${url}/sign-in`)
  await checkPage(visitor)
  await page.getByLabel("邮箱").fill(`${account}@demo.shige.example`)
  await page.getByLabel("密码").fill(password)
  await page.locator("main").getByRole("button", { name: "登录" }).click()
  await page.waitForURL((address) => address.pathname !== "/sign-in")
  if (new URL(page.url()).pathname === "/sign-in/code") await typeCode(visitor, url, account, clockOffsetMs)
  await checkPage(visitor)
  return visitor
}

/** From the desk into one of its areas; a desk with one area only opens it by itself. */
export async function enter(visitor: Visitor, title: string): Promise<void> {
  if (new URL(visitor.page.url()).pathname !== "/desk") return
  const card = visitor.page
    .locator(".desk-cards li")
    .filter({ has: visitor.page.getByRole("heading", { name: title }) })
  await card.getByRole("link").click()
  await visitor.page.waitForLoadState("load")
  await checkPage(visitor)
}

/** Types fields by name; yes and no are chosen. */
export async function fillFields(page: Page, fields: readonly [string, string][]): Promise<void> {
  for (const [name, value] of fields) {
    if (name.startsWith("c:")) continue
    const field = page.locator(`[name="${name}"]`)
    if ((await field.first().getAttribute("type")) === "radio")
      await page.locator(`[name="${name}"][value="${value}"]`).check()
    else await field.fill(value)
  }
  for (const tick of await page.locator("[data-carry-box]:not([hidden]) input").all()) await tick.check()
}

/** Presses a button and waits for the page that it leads to. */
export async function press(visitor: Visitor, name: string | RegExp): Promise<void> {
  const { page } = visitor
  await Promise.all([
    page.waitForEvent("framenavigated"),
    page
      .locator("main")
      .getByRole("button", { name, exact: typeof name === "string" })
      .click(),
  ])
  await page.waitForLoadState("load")
  await checkPage(visitor)
}

/** Whether a sentence stands on the page, seen by a person. */
export async function expectWords(page: Page, words: string): Promise<void> {
  const found = page.locator("main").getByText(words).first()
  await found.waitFor({ state: "visible", timeout: 10_000 }).catch(() => {})
  const shown = await found.isVisible()
  const instead = shown ? "" : ((await page.locator("main").textContent()) ?? "").slice(0, 1_500)
  expect(shown, `“${words}” on ${page.url()}, which says: ${instead}`).toBe(true)
}

/** Unfolds the values of a verification that are as they were. */
export async function unfoldValues(page: Page): Promise<void> {
  for (const fold of await page.locator(".fold-group:not([open]) > summary").all()) await fold.click()
}

/** Settles every mark of a verification, as somebody who has read its reason does. */
export async function settleMarks({ page }: Visitor): Promise<void> {
  const marks = await page.locator(".vmark-list").getByLabel("已核对，属实").all()
  expect(marks.length).toBeGreaterThan(0)
  for (const mark of marks) await mark.check()
}
