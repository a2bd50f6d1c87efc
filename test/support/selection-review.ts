import type { Visitor } from "./browser.ts"
import { expectWords, press } from "./quarter-walk.ts"
import { photo } from "./selection-company.ts"
import { fillIfAsked, follow, goToPart, type SelectionWalk, type } from "./selection-walk.ts"

async function writeForJudges(secretary: Visitor, walk: SelectionWalk, estate: string): Promise<void> {
  const { page } = secretary
  await goToPart(secretary, walk.title, "申报与审查")
  await follow(secretary, estate)
  await expectWords(page, "审查通过")
  await follow(secretary, "准备匿名稿")
  await type(secretary, { "a:statement": "每月开一次四方联席会，事项上墙，逐条销号。" })
  await press(secretary, "保存匿名版")
  await expectWords(page, "匿名版已保存。")
  if ((await page.locator('input[type="file"]').count()) === 0) return
  await page.locator('input[type="file"]').setInputFiles(photo("masked"))
  await press(secretary, "上传")
  await expectWords(page, "副本已保存。")
}

/** The secretary screens what was submitted, and writes what judges are shown of it. */
export async function screen(walk: SelectionWalk, estates: readonly string[]): Promise<void> {
  const secretary = await walk.member("secretary")
  await goToPart(secretary, walk.title, "概览")
  await press(secretary, "开始资格审查")
  await expectWords(secretary.page, "申报已截止，开始资格审查。")
  await goToPart(secretary, walk.title, "申报与审查")
  await press(secretary, "按规则审查全部申报")
  for (const estate of estates) await writeForJudges(secretary, walk, estate)
}

/** Candidates are given to judges, and the review begins. */
export async function assignAndBegin(walk: SelectionWalk): Promise<void> {
  const secretary = await walk.member("secretary")
  await goToPart(secretary, walk.title, "分配")
  await follow(secretary, "试算分配")
  await expectWords(secretary.page, "所有候选小区的评委都够。")
  await press(secretary, "按规则分配")
  await expectWords(secretary.page, "分配已完成。")
  await goToPart(secretary, walk.title, "概览")
  await press(secretary, "开始评审")
  await expectWords(secretary.page, "评审已开始。")
}

/** Results, the frozen list, the notice: 5 working days from the application's today. */
export async function giveNotice(walk: SelectionWalk, estates: readonly string[]): Promise<void> {
  const secretary = await walk.member("secretary")
  const { page } = secretary
  await goToPart(secretary, walk.title, "评分汇总")
  await expectWords(page, "已提交 6/6 份评分")
  await goToPart(secretary, walk.title, "入围名单")
  for (const estate of estates) await expectWords(page, estate)
  await press(secretary, "生成名单")
  await expectWords(page, "名单已生成。下一步：开始公示。")
  await goToPart(secretary, walk.title, "公示与异议")
  await press(secretary, "开始公示")
  // In December the period reaches a year whose holidays are not published yet: a reason is asked.
  await fillIfAsked(secretary, "reason", "明年的放假安排尚未公布，只按周末计算。")
  if ((await page.getByRole("button", { name: "开始公示" }).count()) > 0) await press(secretary, "开始公示")
  await expectWords(page, "公示已开始。")
}
