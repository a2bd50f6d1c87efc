import type { Visitor } from "./browser.ts"
import { expectWords, press } from "./quarter-walk.ts"
import { follow, goToDesk, type SelectionWalk, type } from "./selection-walk.ts"

const levels = "100 定期运行，有记录可核对\n75 定期运行，记录不全\n50 偶尔运行\n25 只有文件"

async function typeBasics(chair: Visitor): Promise<void> {
  const { page } = chair
  await type(chair, { summary: "从已发布的数据里选出做得扎实的小区。检查用，不是真实评选。" })
  const basis = page.locator('[name="basis"]')
  const release = await basis.locator("option").filter({ hasText: "季度" }).first().getAttribute("value")
  await basis.selectOption(release)
  await page.getByRole("radio", { name: "不需要批准" }).check()
  await type(chair, { exemption: "企业自行组织，不使用示范、达标名义，不需要审批。" })
  await page.locator('[name="noFee"]').check()
  await page.locator('[name="noGovernmentNaming"]').check()
  await press(chair, "保存，填下一页")
}

async function typeConditions(chair: Visitor): Promise<void> {
  const { page } = chair
  await type(chair, { "e.0.title": "基础分不低于 60", "e.0.value": "60" })
  await page.locator('[name="e.0.figure"]').selectOption("base")
  await page.locator('[name="e.0.operator"]').selectOption(">=")
  await type(chair, {
    "e.1.title": "八个季度没有一次低于 30 分",
    "e.1.expression": "quarters.all(q, !q.scored || q.base >= 30.0)",
  })
  await press(chair, "保存，填下一页")
}

async function typeFormAndDays(chair: Visitor, walk: SelectionWalk): Promise<void> {
  const { page } = chair
  const days = { openDay: 0, closeDay: 1, screeningDay: 6, reviewDay: 8, noticeDay: 9 }
  for (const [name, ahead] of Object.entries(days)) await type(chair, { [name]: walk.day(ahead) })
  await type(chair, {
    noticeWorkingDays: 5,
    "f.0.title": "做法与成效",
    "f.0.hint": "做了什么、结果怎样",
    "f.0.key": "statement",
    "f.0.most": 800,
  })
  await page.locator('[name="f.0.required"]').check()
  await press(chair, "保存，填下一页")
}

async function typeJudging(chair: Visitor): Promise<void> {
  const { page } = chair
  await type(chair, { "k.0.title": "机制运行", "k.0.weight": 60, "k.0.levels": levels })
  await type(chair, { "k.1.title": "居民受益", "k.1.weight": 40, "k.1.levels": levels })
  await page.locator('[name="blind"]').check()
  await page.locator('[name="method"]').selectOption("raw")
  await page.locator('[name="tie.0"]').selectOption("judges")
  await page.locator('[name="tie.1"]').selectOption("score")
  await page.locator('[name="anonymous"]').check()
  await type(chair, {
    perCandidate: 3,
    quorum: 2,
    judgesShare: 60,
    seed: 20261126,
    replyWorkingDays: 10,
    validityYears: 2,
    conflictYears: 3,
  })
  await press(chair, "保存")
}

/** The chair makes a programme, types every rule of it and opens it. */
export async function openProgramme(walk: SelectionWalk): Promise<void> {
  const chair = await walk.member("chair")
  await goToDesk(chair, "评选")
  await follow(chair, "新建评选")
  await type(chair, { title: walk.title })
  await press(chair, "新建")
  await follow(chair, "基本情况与声明")
  await typeBasics(chair)
  await type(chair, { "c.0.title": "综合案例", "c.0.places": 2 })
  await press(chair, "保存，填下一页")
  await typeConditions(chair)
  await typeFormAndDays(chair, walk)
  await typeJudging(chair)
  await follow(chair, "概览")
  await expectWords(chair.page, "规则已经齐备。")
  await follow(chair, "检查并开放申报")
  await expectWords(chair.page, "检查通过，可以开放。")
  await press(chair, "开放申报")
  await expectWords(chair.page, "申报已开放，规则第 1 版已公开。")
}
