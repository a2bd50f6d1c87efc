import type { EstateFigures } from "../../worker/domain/selection/figures.ts"
import type { ProgrammeRules } from "../../worker/domain/selection/rules.ts"

/** Rules that may be opened, for tests to change. */
export function fixtureRules(change: Partial<ProgrammeRules> = {}): ProgrammeRules {
  return {
    format: 1,
    title: "2026 微网实格示范小区评选（演示）",
    titleEn: "Micro-grid demonstration estates 2026 (demonstration)",
    summary: "从已发布的季度数据中选出物业服务融入微网实格的小区。",
    organiser: "微网实格论坛组委会（演示）",
    approval: { kind: "number", number: "示例审〔2026〕1号", by: "示例主管部门" },
    declarations: { noFee: true, noGovernmentNaming: true },
    categories: [
      { code: "A", title: "综合示范", places: 3, quotas: [{ district: "510104", most: 2 }] },
      { code: "B", title: "进步显著", places: 2, quotas: [] },
    ],
    basis: { period: "2026Q2", releaseId: "", number: 1, manifestHash: "" },
    eligibility: [
      {
        code: "E1",
        title: "基础分不低于 60",
        expression: "base >= 60.0",
        built: { figure: "base", operator: ">=", value: "60" },
      },
      { code: "E2", title: "没有一票否决", expression: "veto_count == 0", built: null },
    ],
    form: [
      { key: "statement", title: "做法与成效", hint: "写清做了什么、结果怎样", required: true, most: 1500 },
      { key: "evidence", title: "可核对的佐证", hint: "", required: false, most: 800 },
    ],
    dates: {
      openDay: "2026-09-01",
      closeDay: "2026-09-30",
      screeningDay: "2026-10-10",
      reviewDay: "2026-10-25",
      noticeDay: "2026-11-02",
      noticeWorkingDays: 5,
    },
    review: { blind: true, perCandidate: 3, quorum: 2, judgesShare: 60, method: "calibrated" },
    criteria: [
      {
        code: "C1",
        title: "机制",
        weight: 50,
        levels: [
          { score: 100, anchor: "四方机制常年运行，有记录" },
          { score: 60, anchor: "有机制，偶尔运行" },
          { score: 20, anchor: "只有文件" },
        ],
      },
      {
        code: "C2",
        title: "成效",
        weight: 50,
        levels: [
          { score: 100, anchor: "有数据证明的持续改善" },
          { score: 60, anchor: "有改善" },
          { score: 20, anchor: "看不出变化" },
        ],
      },
    ],
    tieBreak: ["judges", "range", "draw"],
    seed: 20260901,
    objections: { anonymous: true, replyWorkingDays: 10 },
    validityYears: 2,
    conflictYears: 3,
    ...change,
  }
}

/** Figures as a release of the basis would give them, for tests to change. */
export function fixtureFigures(
  estate: Partial<EstateFigures["estate"]>,
  basis: Partial<EstateFigures["basis"]> = {},
): EstateFigures {
  return {
    format: 1,
    estate: {
      slug: "jia",
      name: "甲苑",
      place: "510104018004",
      placeNames: ["锦江区"],
      district: "510104",
      company: "示例·岷禾物业",
      ...estate,
    },
    basis: {
      period: "2026Q2",
      manifestHash: "0".repeat(64),
      outcome: "scored",
      base: 80,
      bonus: 2,
      deductions: 1,
      final: 81,
      ranking: 79,
      band: "good",
      rank: 5,
      rankP5: 3,
      rankP95: 9,
      top10: 0.9,
      gatesFailed: [],
      vetoes: [],
      dimensions: {},
      ...basis,
    },
    quarters: [],
    tenureMonths: 30,
    demonstration: true,
  }
}
