import { expect } from "vitest"
import { findPlaces } from "../../scripts/bench/places.ts"
import { paths } from "../../web/paths.ts"
import { useTestApp } from "../support/app-server.ts"
import { journey } from "../support/browser.ts"
import { expectWords, openMember } from "../support/quarter-walk.ts"

const app = useTestApp()

journey("signed out while typing: going back finds what was typed, and it can be saved", async () => {
  const { slug, open } = await findPlaces(app().libsqlUrl)
  const { page, context, close } = await openMember(app().url, "editor", 1280)
  const households = page.locator('[name="v:households"]')
  await page.goto(app().url + paths.submission(slug, open))
  const cookies = await context.cookies()
  await context.clearCookies()
  await households.fill("777")
  await page.getByRole("button", { name: "保存草稿" }).click()
  await expectWords(page, "登录已到期 · 1 处改动还在本机")
  await page.goto(`${app().url}/`)
  await context.addCookies(cookies)
  await page.goBack()
  expect(await households.inputValue()).toBe("777")
  await page.getByRole("button", { name: "保存草稿" }).click()
  await expectWords(page, "已保存")
  await page.goto(app().url + paths.submission(slug, open))
  expect(await households.inputValue()).toBe("777")
  await close()
})
