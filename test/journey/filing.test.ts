import type { Page } from "playwright-core"
import { expect } from "vitest"
import { findPlaces, type Places } from "../../scripts/bench/places.ts"
import { paths } from "../../web/paths.ts"
import { useTestApp } from "../support/app-server.ts"
import { checkPage, journey } from "../support/browser.ts"
import { expectWords, openMember } from "../support/quarter-walk.ts"

const app = useTestApp()
let places: Promise<Places> | undefined

/** Looked for once: a draft of the first journey would hide the estate from the second. */
function estateToFile(): Promise<Places> {
  places ??= findPlaces(app().libsqlUrl)
  return places
}

/** Waits for the draft to be saved without anybody pressing a button. */
async function savesItself(page: Page): Promise<void> {
  const answer = await page.waitForResponse((response) => response.url().endsWith("/draft"))
  expect(answer.status()).toBe(200)
}

journey("on a phone, what is wrong is said beside the field and what was typed survives", async () => {
  const { slug, open } = await estateToFile()
  const visitor = await openMember(app().url, "editor", 360)
  const { page } = visitor
  const households = page.locator('[name="v:households"]')
  await page.goto(app().url + paths.submission(slug, open))
  await households.fill("-5")
  await page.locator("main").getByRole("button", { name: "检查并提交" }).click()
  await page.waitForURL("**/check?seen=*")
  await checkPage(visitor)
  await expectWords(page, "有 1 处必须改正")
  await page.locator(`main a[href$="#v-households"]`).first().click()
  await page.waitForURL(`**${paths.submission(slug, open)}*`)
  expect(await households.inputValue()).toBe("-5")
  expect(await page.locator("#v-households-error").isVisible()).toBe(true)
  await checkPage(visitor)
  await Promise.all([savesItself(page), households.fill("１，０７９")])
  await page.goto(app().url + paths.submission(slug, open))
  await checkPage(visitor)
  expect(await households.inputValue()).toMatch(/^(１，０７９|1,?079)$/)
  await visitor.close()
})

journey(
  "what lasts from quarter to quarter stands there already, is confirmed by one tick, and waits for it",
  async () => {
    const { slug, open } = await estateToFile()
    const visitor = await openMember(app().url, "editor", 1280)
    const { page } = visitor
    const [spaces, shared] = ["spaces_own", "spaces_shared"].map((key) => page.locator(`[name="v:${key}"]`))
    const tick = page.locator('[name="c:g-bases"]')
    if (!spaces || !shared) throw new Error("the form has no fields")
    await page.goto(app().url + paths.submission(slug, open))
    const before = await spaces.inputValue()
    expect(before).toMatch(/^\d+$/)
    expect(await page.locator("#v-spaces_own-hint").textContent()).toContain("沿用上季，请确认")
    await checkPage(visitor)
    // Nothing of it is sent before somebody has confirmed it.
    await page.getByRole("button", { name: "检查并提交" }).click()
    await page.waitForURL("**/check?seen=*")
    await expectWords(page, "项沿用上次的数，还没有确认")
    expect(await page.getByRole("button", { name: "确认提交" }).count()).toBe(0)
    await checkPage(visitor)
    await page.goto(app().url + paths.submission(slug, open))
    // Another value needs no confirming; the tick is about the others.
    await shared.fill(String(Number(await shared.inputValue()) + 1))
    expect(await page.locator("#v-spaces_shared-hint").textContent()).toContain("已改，上次是")
    await Promise.all([savesItself(page), tick.check()])
    expect(await page.locator("#v-spaces_own-hint").textContent()).toContain("已确认沿用")
    await page.getByRole("button", { name: "退出" }).click()
    await page.waitForURL(`${app().url}/`)
    await visitor.close()
    const again = await openMember(app().url, "editor", 1280)
    await again.page.goto(app().url + paths.submission(slug, open))
    const field = again.page.locator('[name="v:spaces_own"]')
    expect(await field.inputValue()).toBe(before)
    expect(await field.getAttribute("data-unconfirmed")).toBeNull()
    expect(await again.page.locator('[name="c:g-bases"]').count()).toBe(0)
    await again.close()
  },
)
