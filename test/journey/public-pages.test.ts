import type { Page } from "playwright-core"
import { expect } from "vitest"
import { findPlaces } from "../../scripts/bench/places.ts"
import { paths } from "../../web/paths.ts"
import { useTestApp } from "../support/app-server.ts"
import { checkPage, journey, openVisitor, pageFaults } from "../support/browser.ts"

const app = useTestApp()

/** Every public page, in the forms that look different, with a phrase that a reader must find. */
async function publicPages(): Promise<[path: string, words: string][]> {
  const { released, open, slug, name } = await findPlaces(app().libsqlUrl)
  return [
    [paths.home(), "看全部示范候选"],
    [paths.home({ q: "锦江" }), "锦江区"],
    [paths.home({ q: "没有这个小区" }), "没有这个小区"],
    [paths.ranking(), "平台评价口径，非官方评分标准"],
    [paths.ranking({ quarter: released, sort: "name", page: 2 }), "演示数据"],
    [paths.ranking({ quarter: released, district: "510104" }), name],
    [paths.ranking({ quarter: "2025" }), "2025"],
    [paths.estate(slug), name],
    [paths.estate("sihai-yijia-lanzuan-2"), "华西社区报"],
    [paths.compare(), "对比"],
    [paths.compare([slug, "hefeng-yuan", "qixia-ju"], { quarter: released }), "中位"],
    [paths.methodology("cd-wwsg-2023"), "微网格"],
    [paths.signIn(), "登录"],
    [paths.ranking({ quarter: open }), "没有这个季度的发布"],
    [paths.estate("nowhere"), "没有这个小区"],
  ]
}

async function missingWords(page: Page, words: string): Promise<string[]> {
  const text = (await page.locator("body").textContent()) ?? ""
  return text.includes(words) ? [] : [`does not say “${words}”`]
}

for (const width of [1280, 360])
  journey(`public pages are sound, ${width} px wide`, async () => {
    const visitor = await openVisitor({ width })
    const found: Record<string, string[]> = {}
    for (const [path, words] of await publicPages()) {
      await visitor.page.goto(app().url + path)
      const faults = [...(await pageFaults(visitor)), ...(await missingWords(visitor.page, words))]
      if (faults.length > 0) found[path] = faults
      visitor.problems.length = 0
    }
    await visitor.close()
    expect(found).toEqual({})
    expect(app().logged).toEqual([])
  })

journey("public pages do not scroll sideways with text at 200 %, 360 px wide", async () => {
  const visitor = await openVisitor({ width: 360 })
  const wide: Record<string, number> = {}
  for (const [path] of await publicPages()) {
    await visitor.page.goto(app().url + path)
    const width = await visitor.page.evaluate(() => {
      document.documentElement.style.fontSize = "200%"
      for (const fold of document.querySelectorAll("details")) fold.open = true
      return document.documentElement.scrollWidth
    })
    if (width > 360) wide[path] = width
  }
  await visitor.close()
  expect(wide).toEqual({})
})

journey("public pages are readable without JavaScript", async () => {
  const visitor = await openVisitor({ javaScript: false })
  for (const [path, words] of await publicPages()) {
    await visitor.page.goto(app().url + path)
    expect(await missingWords(visitor.page, words), path).toEqual([])
  }
  await visitor.page.goto(app().url + paths.ranking())
  expect(await visitor.page.locator("table tbody tr").count()).toBeGreaterThan(20)
  await visitor.close()
})

journey("someone finds an estate by its name and compares it", async () => {
  const visitor = await openVisitor({ width: 360 })
  const { slug, name } = await findPlaces(app().libsqlUrl)
  const { page } = visitor
  await page.goto(app().url)
  await page.getByRole("combobox").first().fill(name)
  await page.keyboard.press("Enter")
  await page.locator("main").getByRole("link", { name }).first().click()
  await page.waitForURL(`**${paths.estate(slug)}*`)
  await checkPage(visitor)
  await visitor.close()
})
