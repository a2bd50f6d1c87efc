import { expect } from "vitest"
import { checkPage, type Visitor } from "./browser.ts"
import { expectWords, press } from "./quarter-walk.ts"
import { follow, followSoon, type SelectionWalk, type } from "./selection-walk.ts"

/** Somebody without an account finds the notice and objects; the receipt's page stays open. */
export async function object(walk: SelectionWalk, estate: string): Promise<Visitor> {
  const objector = await walk.passerBy({ width: 360 })
  const { page } = objector
  await follow(objector, "评选", page.getByRole("banner"))
  await follow(objector, walk.title)
  await followSoon(objector, "查看公示")
  await expectWords(page, "公示中。")
  await follow(objector, "提出异议")
  await page.locator('[name="nominationId"]').selectOption({ label: estate })
  await page.getByRole("radio", { name: "匿名" }).check()
  await type(objector, { text: "公示的材料与小区公告栏上的不一致，请核实。" })
  await press(objector, "提交异议")
  await expectWords(page, "异议已收到。")
  await expectWords(page, "已收到")
  return objector
}

/** A page of the public that says something within seconds. */
export async function saysSoon(visitor: Visitor, words: string): Promise<void> {
  const { page } = visitor
  const shown = async () => {
    await page.reload()
    return page.locator("main").textContent()
  }
  await expect.poll(shown, { timeout: 20_000, interval: 1000 }).toContain(words)
  await checkPage(visitor)
}

/** From the programme's public page to a certificate that is valid, and its sheet: one page of A4. */
export async function readCertificate(walk: SelectionWalk, estate: string): Promise<Visitor> {
  const reader = await walk.passerBy()
  const { page } = reader
  await follow(reader, "评选", page.getByRole("banner"))
  await follow(reader, walk.title)
  await followSoon(reader, "查看入选名单")
  await follow(reader, "查验", page.getByRole("row").filter({ hasText: estate }))
  await expectWords(page, "证书有效")
  await follow(reader, "打印证书")
  await expectWords(page, "入选证书")
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1")
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  const [width = 0, height = 0] =
    /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)?.slice(1).map(Number) ?? []
  expect([Math.round(width), Math.round(height)]).toEqual([595, 842])
  await follow(reader, "返回查验页", page.locator("body"))
  return reader
}
