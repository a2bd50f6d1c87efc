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

/** Names of the fields that the form asks for, and how many of them are numbers to type. */
const asked = (page: Page) =>
  page.evaluate(() => {
    const inputs = [...document.querySelectorAll<HTMLInputElement>('#filing [name^="v:"]')]
    return {
      fields: [...new Set(inputs.map(({ name }) => name))],
      numbers: inputs.filter(({ type }) => type === "text").length,
    }
  })

journey("a first quarter asks for at most 63 numbers where the company types for everybody", async () => {
  const { open } = await estateToFile()
  const visitor = await openMember(app().url, "editor", 360)
  const { page } = visitor
  await page.goto(app().url + paths.filing({ quarter: open }))
  const forms = await page
    .locator(`main a[href^="/filing/${open}/"]`)
    .evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute("href") ?? ""))])
  let most = { fields: 0, numbers: 0 }
  for (const form of forms) {
    await page.goto(app().url + form)
    const { fields, numbers } = await asked(page)
    if (fields.length > most.fields) most = { fields: fields.length, numbers }
  }
  // Everything that the community would type is among them.
  expect(most.fields).toBe(78)
  expect(most.numbers).toBeLessThanOrEqual(63)
  await visitor.close()
})

journey(
  "a quarter after another: what is taken over is not touched, and one indicator changes by 30 keys",
  async () => {
    const { fields, open, slug } = await estateToFile()
    const visitor = await openMember(app().url, "editor", 1280)
    const { page } = visitor
    // An estate that no journey before has typed anything for.
    await page.goto(app().url + paths.filing({ quarter: open }))
    const fresh = page.getByRole("link", { name: "开始填写" })
    const forms = await fresh.evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""))
    const form = forms.find((one) => !one.endsWith(`/${slug}`))
    if (form === undefined) throw new Error("no other estate is still to be filed")
    await page.goto(app().url + form)
    const all = (await asked(page)).fields
    const values = new Map([...(fields["community"] ?? []), ...(fields["company"] ?? [])])
    await page.evaluate(() => {
      const seen = new Set<string>()
      const counted = { keys: 0, touched: seen }
      Object.assign(window, { counted })
      document.addEventListener("keydown", () => counted.keys++, { capture: true })
      // A person's own hand: what the form fills in by itself is not trusted.
      for (const kind of ["input", "change"])
        document.addEventListener(
          kind,
          (event) =>
            event.isTrusted && event.target instanceof HTMLInputElement && seen.add(event.target.name),
          { capture: true },
        )
    })
    const counted = () =>
      page.evaluate(() => {
        const { keys, touched } = (window as unknown as { counted: { keys: number; touched: Set<string> } })
          .counted
        return { keys, touched: [...touched] }
      })
    // One changed indicator, by keys alone once its field is reached.
    const begun = (await counted()).keys
    await page.locator('[name="v:parking_violations"]').focus()
    await page.keyboard.type("41")
    await page.keyboard.press("Enter")
    await page.keyboard.type("24")
    await page.keyboard.press("Enter")
    expect((await counted()).keys - begun).toBeLessThanOrEqual(30)
    for (const tick of await page.locator("[data-carry-box]:not([hidden]) input").all()) await tick.check()
    const carried = new Set(
      await page
        .locator("input[data-carry]")
        .evaluateAll((inputs) => inputs.map((one) => (one as HTMLInputElement).name)),
    )
    // With what is brought forward the quarter before's figures would contradict each other.
    const fitting: Record<string, string> = {
      "v:hazards_fixed": "16",
      "v:general_hazards": "16",
      "v:general_hazards_fixed": "16",
    }
    for (const name of all) {
      if (name.startsWith("v:BON") || carried.has(name)) continue
      const field = page.locator(`[name="${name}"]`)
      const value = fitting[name] ?? values.get(name) ?? ""
      if ((await field.first().getAttribute("type")) === "radio") await field.first().check()
      // One way to measure is enough, and what follows from another figure stands there.
      else if ((await field.inputValue()) === "" && name !== "v:water_saved_m3") {
        await field.pressSequentially(value)
        await field.press("Enter")
      }
    }
    expect(await page.locator('[data-meter="left"]').textContent()).toBe("都填好了")
    const touched = (await counted()).touched.filter((name) => name.startsWith("v:"))
    expect(touched.filter((name) => carried.has(name))).toEqual([])
    // Measured 50 of 78. The figures that are measured anew, which are never taken over, are 41 of them by themselves.
    expect(touched.length / all.length).toBeLessThanOrEqual(50 / 78)
    await visitor.close()
  },
)
