import type { Cause } from "../../../worker/domain/scoring/results.ts"
import { REALISTIC_RISE } from "../../../worker/domain/submission/improve.ts"
import { ASSUMED } from "../../../worker/domain/submission/lever.ts"

const causes: Record<Cause, string> = {
  no_value: "没有填报",
  claim_refused: "填了“不适用”，但这一项不允许",
  too_few: "基数太小",
  condition: "按口径不计算",
  claim: "填报为不适用",
  division_by_zero: "作除数的数据是零",
  not_positive: "数据没有大于零，无法计算",
  dimension_empty: "同一维度没有适用的指标",
}

/** Words of the page that tells a company its score: from the indicators to the final score, and how to raise it. */
export const scoreTold = {
  title: "得分说明",
  link: "得分说明：每一项得失和怎样提高",
  states: {
    expected: "按现有数据预计，尚未核定，核实后可能变化。",
    verified: "按核定后的数据。季度发布之前仍可能变化。",
    released: "本季度已发布，以公开页面为准。",
    unscored: "本季度已发布。这个小区没有报送或没有核定，没有得分、等次和名次。未报送不等于零分。",
    exempt: "这个小区这一季度免报，不用填报，没有得分、等次和名次。",
    unfiled:
      "所在区县已关账。这个小区没有报送，或者退回后没有再报送，没有得分、等次和名次。未报送不等于零分。",
  },
  publicPage: "查看公开页面",
  final: (points: string) => `总分 ${points}`,
  rank: (rank: string, ranked: number, range: string | null) =>
    `在 ${ranked} 个有得分的小区中${rank}${range === null ? "" : `（${range}）`}。`,
  losses: {
    title: "失分在哪里",
    none: "各项指标都是满分。",
    rest: (n: number) => `其余 ${n} 项失分`,
  },
  parts: {
    title: "从各维度到总分",
    caption: "各行得分相加等于总分",
    indicators: "每个维度的指标",
    of: (dimension: string) => `${dimension}：每项指标的得分、失分和原因`,
    head: "项目",
    item: (name: string, points: number) => `${name} ${points} 分`,
    bar: "累计",
    pointsOf: "得分 / 满分",
    lost: "失分",
    sum: "总分",
    stretched: (name: string) => `${name}：不适用的分数折算给同维度其他指标`,
    rounded: (name: string) => `${name}：四舍五入`,
    aggregated: "按口径汇总各维度",
    bonus: "加分",
    deductions: "扣分",
    floor: "总分不低于零",
  },
  why: {
    causes,
    higher: (measure: string, unit: string, full: string) => `实际 ${measure} ${unit}，满分要达到 ${full}`,
    lower: (measure: string, unit: string, full: string) => `实际 ${measure} ${unit}，满分要不高于 ${full}`,
    unseen: "由其他机构填报，核定后可见",
    withheld: "人数过少，按口径只计满分或零分",
  },
  peers: {
    title: "和同类小区相比",
    none: {
      unreleased: () => "还不能比较：上一次发布里没有同类小区的数据，下一次发布后就有。",
      size: () => "还不能比较：这个小区没有户数，分不出同类小区。",
      year: () => "还不能比较：登记信息里没有建成年份，分不出同类小区。请联系街道或区县补登。",
      few: (least: number, group: string) => `还不能比较：上一次发布里同类小区（${group}）不足 ${least} 个。`,
    },
    nothing: "还不能比较：同类小区有公开数据的指标，这里都还没有数。",
    households: (from: number | null, to: number | null) =>
      from === null ? `${to} 户及以下` : to === null ? `${from} 户及以上` : `${from}–${to} 户`,
    built: (from: number | null, to: number | null) =>
      from === null ? `${to} 年及以前建成` : to === null ? `${from} 年及以后建成` : `${from}–${to} 年建成`,
    finding: (all: number, worse: number, alike: number, better: number) =>
      `${all} 项指标可以比较：${worse} 项落后，${alike} 项相近，${better} 项领先。`,
    lead: (group: string, period: string, least: number) =>
      `同类：${group}。对方是${period}已公开的数据（含本小区），不足 ${least} 个的不说；人数过少而不公开的数，不参与比较。“相近”指落在中间一半之内。`,
    standings: {
      worse: (n: number) => `落后的 ${n} 项`,
      alike: (n: number) => `相近的 ${n} 项`,
      better: (n: number) => `领先的 ${n} 项`,
    },
    indicator: "指标",
    own: "本小区",
    median: "中位数",
    middle: "中间一半",
    range: (low: string, high: string) => `${low}–${high}`,
    estates: "小区数",
  },
  improve: {
    title: "怎样提高",
    best: "已是最高等次，没有更高的等次可以争取。",
    target: (band: string, short: string) => `下一个等次是“${band}”，总分还差 ${short} 分。`,
    targetReached: (band: string) => `下一个等次是“${band}”，总分已经够了。`,
    first: (names: string) => `先要达到必备项：${names}。`,
    vetoes: (names: string) => `有一票否决：${names}。消除之前达不到。`,
    others: (words: string) => `还要满足：${words}。`,
    lead: (n: number) =>
      `以下 ${n} 种做法各自都够（改动最小的在前，先补未填的）。每一种都按改过的数重新评了一次分。“补填”的，做到了的现在就可以填；“改进”的，是下一季度要做到的数，本季度只能填实际的数。`,
    leadLocked: (n: number) =>
      `以下 ${n} 种做法各自都够（改动最小的在前）。每一种都按改过的数重新评了一次分。这一季度现在不能再改，做法供下一季度参考。`,
    missingFirst: (n: number) => `还有 ${n} 项指标没有填报、得 0 分：先把做到了的补填上。`,
    missingLocked: (n: number) => `有 ${n} 项指标没有填报、得 0 分；这一季度现在不能再填。`,
    none: (points: string) =>
      `三项以内的改动还不够。所有可行的改动合计约能提高 ${points} 分，请从失分最多的指标做起。`,
    gatesOnly: "达到以上必备项就够了，分数不用再提高。",
    barred: "以上条件满足之前，分数再高也达不到这个等次。",
    way: (number: number) => `做法 ${number}`,
    missing: (name: string) => `补填“${name}”`,
    missingNext: (name: string) => `下一季度填报“${name}”`,
    better: (name: string) => `改进“${name}”`,
    measure: (from: string, to: string, unit: string) => `${from} → ${to} ${unit}`,
    nothing: "未填",
    points: (from: string, to: string) => `得分 ${from} → ${to}`,
    example: "例如",
    change: (name: string, from: string, to: string) => `${name} ${from} → ${to}`,
    providedBy: (provider: string) => `数据由${provider}填报`,
    result: (points: string, band: string) => `重新评分：总分 ${points}，${band}`,
    note: `“可行”的假定：已填的指标一个季度最多提高满分的 ${REALISTIC_RISE * 100}%；未填的按上季度的基数试算，上季度也没有的按 ${ASSUMED[0]} 试算。`,
  },
}
