import { expect } from "vitest"
import { verify } from "../../scripts/verify.ts"
import type { Visitor } from "./browser.ts"
import { expectWords, press } from "./quarter-walk.ts"
import { follow, goToPart, type SelectionWalk, type } from "./selection-walk.ts"

/** The secretary opens the first objection. */
export async function openObjection(walk: SelectionWalk): Promise<Visitor> {
  const secretary = await walk.member("secretary")
  await goToPart(secretary, walk.title, "公示与异议")
  await follow(secretary, "异议 1")
  return secretary
}

async function grant(walk: SelectionWalk): Promise<Visitor> {
  const chair = await walk.member("chair")
  await goToPart(chair, walk.title, "入选与证书")
  await press(chair, "公布入选（1 个）")
  await expectWords(chair.page, "入选已公布，证书已生成。")
  return chair
}

/** The notice is over, but the objection is not: everybody else is awarded, its candidate only after the decision. */
export async function award(walk: SelectionWalk, [listed, objected]: readonly string[]): Promise<void> {
  const secretary = await walk.member("secretary")
  const { page } = secretary
  await goToPart(secretary, walk.title, "公示与异议")
  await press(secretary, "结束公示")
  await expectWords(page, "公示已结束。")
  await expectWords(page, "暂缓：有异议未办结")
  const chair = await grant(walk)
  const awarded = chair.page.locator("main table")
  expect(await awarded.getByRole("link", { name: listed }).count()).toBe(1)
  expect(await awarded.getByRole("link", { name: objected }).count()).toBe(0)
  await expectWords(chair.page, "现在没有可以公布的小区。")
  await openObjection(walk)
  await page.getByRole("radio", { name: "异议不成立" }).check()
  await type(secretary, { reply: "已核对原始材料，公示内容与其一致。" })
  await press(secretary, "公布结论")
  await expectWords(page, "异议已办结：不成立。")
  await grant(walk)
  await expectWords(chair.page, objected ?? "")
}

/** The chair takes an award back. */
export async function revoke(walk: SelectionWalk, estate: string, reason: string): Promise<void> {
  const chair = await walk.member("chair")
  await goToPart(chair, walk.title, "入选与证书")
  await follow(chair, estate)
  await type(chair, { reason })
  await chair.page.locator('[name="confirmed"]').check()
  await press(chair, "摘牌")
}

/** The chair archives and takes the archive away; the list follows from it. */
export async function archive(walk: SelectionWalk): Promise<string> {
  const chair = await walk.member("chair")
  const { page } = chair
  await goToPart(chair, walk.title, "归档与复核")
  await press(chair, "归档这次评选")
  await expectWords(page, "评选已归档。")
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "下载归档文件（JSON）" }).click(),
  ])
  const hash = ((await page.locator(".fact-list .hash").textContent()) ?? "").trim()
  const { lines, status } = await verify({ file: await download.path(), address: null, hash, seconds: 60 })
  expect(status, lines.join("\n")).toBe(0)
  return lines.join("\n")
}
