import type { Page } from "playwright-core"
import { expect } from "vitest"
import { findPlaces, type Places } from "../../scripts/bench/places.ts"
import { paths } from "../../web/paths.ts"
import { useTestApp } from "../support/app-server.ts"
import { checkPage, journey } from "../support/browser.ts"
import { openMember } from "../support/quarter-walk.ts"

const app = useTestApp()
let places: Promise<Places> | undefined

/** Looked for once: a draft would hide the estate afterwards. */
function estateToFile(): Promise<Places> {
  places ??= findPlaces(app().libsqlUrl)
  return places
}

async function openForm(width: number) {
  const { slug, open } = await estateToFile()
  const visitor = await openMember(app().url, "editor", width)
  await visitor.page.goto(app().url + paths.submission(slug, open))
  return visitor
}

/** What has the focus, and whether the save bar lies over it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement
    const bar = document.querySelector(".save-bar")
    if (!at || !bar || !at.closest(".filing-group")) return null
    const [own, over] = [at.getBoundingClientRect(), bar.getBoundingClientRect()]
    const name = at instanceof HTMLInputElement ? at.name : at.tagName
    return { name, covered: own.bottom > over.top || own.top < 0 }
  })

journey("the focus is never under the save bar, by Tab both ways and by Enter, wide and narrow", async () => {
  for (const width of [1280, 360]) {
    const visitor = await openForm(width)
    const { page } = visitor
    await checkPage(visitor)
    for (const [key, fields] of [
      ["Tab", 50],
      ["Shift+Tab", 50],
      ["Enter", 40],
    ] as const) {
      if (key !== "Shift+Tab") await page.locator(".filing-group input").first().focus()
      const seen = new Set<string>()
      const covered: string[] = []
      for (let n = 0; n < 200; n++) {
        const at = await focused(page)
        if (at) {
          seen.add(at.name)
          if (at.covered) covered.push(at.name)
        } else if (seen.size > 0) break
        await page.keyboard.press(key)
      }
      expect({ width, key, covered }).toEqual({ width, key, covered: [] })
      expect(seen.size, `${key} at ${width}`).toBeGreaterThan(fields - 10)
      // From behind the last field the way leads back.
      if (key === "Tab") await page.keyboard.press("Shift+Tab")
    }
    await visitor.close()
  }
})

journey(
  "the form says what is left, and what each figure is about; a number stands as it was understood",
  async () => {
    const visitor = await openForm(1280)
    const { page } = visitor
    const left = page.locator('[data-meter="left"]')
    const count = async () => Number((await left.textContent())?.match(/\d+/)?.[0])
    const before = await count()
    expect(await page.locator("#g-headline h3").allTextContents()).toEqual([
      ...["裸土率", "乱停乱放", "节水成效", "活动参与人次", "志愿服务时长"].map((name) =>
        expect.stringContaining(name),
      ),
    ])
    // The community's stands there to be seen.
    expect(await page.locator('[name="v:volunteer_hours"]').count()).toBe(0)
    expect(await page.locator("#SVC-03 .provided").textContent()).toContain("由社区填")
    expect(await page.locator("#ENV-01 .itemcard__definition").textContent()).toMatch(
      /\d 月 \d+ 日当天（季末时点）/,
    )
    expect(await page.locator("#PRK-01 .itemcard__definition").textContent()).toMatch(
      /\d+ 月 1 日–\d+ 月 \d+ 日合计/,
    )
    expect(await page.locator("#BON-01, #v-BON-01").first().textContent()).toContain("加 3 分")
    await page.locator('[name="v:event_turnout"]').fill("1.2千人次")
    await page.locator('[name="v:event_turnout"]').press("Enter")
    expect(await page.locator('[name="v:event_turnout"]').inputValue()).toBe("1200")
    expect(await count()).toBe(before - 1)
    // One of two ways to measure is enough: with the losses typed the savings are not asked any more.
    await page.locator('[name="v:water_lost_m3"]').fill("2940")
    await page.locator('[name="v:water_supplied_m3"]').fill("34900")
    expect(await count()).toBe(before - 4)
    // Nothing found, nothing repaired.
    await page.locator('[name="v:road_defects_found"]').fill("0")
    await page.locator('[name="v:road_defects_found"]').press("Enter")
    expect(await page.locator('[name="v:road_defects_repaired"]').inputValue()).toBe("0")
    await checkPage(visitor)
    await visitor.close()
  },
)

journey(
  "a block from a spreadsheet is looked at, then fills the fields; the keyboard is enough",
  async () => {
    const visitor = await openForm(1280)
    const { page, context } = visitor
    await context.grantPermissions(["clipboard-read", "clipboard-write"])
    const copy = (text: string) => page.evaluate((cells) => navigator.clipboard.writeText(cells), text)
    const patrols = page.locator('[name="v:parking_patrols"]')
    await copy(
      "巡查发现的违停\t起\t17\n固定巡查次数\t次\t2４\n文化活动场次\t场\t很多\n志愿服务小时数\t小时\t412\n备注\t\t无",
    )
    await patrols.focus()
    await page.keyboard.press("Control+V")
    const box = page.locator(".paste")
    expect(await box.locator("h2").textContent()).toBe("会填入 2 项，请先看一遍")
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("会填入 2 项，请先看一遍")
    const words = (await box.textContent()) ?? ""
    for (const told of ["有 3 格没有填入", "“很多”不是数字", "由其他机构填", "A5“备注”"])
      expect(words).toContain(told)
    expect(await patrols.inputValue()).toBe("")
    await checkPage(visitor)
    await page.keyboard.press("Escape")
    expect(await box.isHidden()).toBe(true)
    expect(await patrols.inputValue()).toBe("")
    await page.keyboard.press("Control+V")
    await page.keyboard.press("Tab")
    const saved = page.waitForResponse((answer) => answer.url().endsWith("/draft"))
    await page.keyboard.press("Enter")
    expect(await patrols.inputValue()).toBe("24")
    expect(await page.locator('[name="v:parking_violations"]').inputValue()).toBe("17")
    expect((await saved).status()).toBe(200)
    // One number is simply pasted.
    await copy("33")
    await page.locator('[name="v:cultural_events"]').focus()
    await page.keyboard.press("Control+V")
    expect(await page.locator('[name="v:cultural_events"]').inputValue()).toBe("33")
    expect(await box.isHidden()).toBe(true)
    await visitor.close()
  },
)
