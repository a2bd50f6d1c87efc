import type {
  Criterion,
  EligibilityRule,
  FormField,
  ProgrammeRules,
} from "../../../worker/domain/selection/rules.ts"

/** What both programmes of the demonstration ask of nominees. */
const form: FormField[] = [
  {
    key: "statement",
    title: "做法与成效",
    hint: "写清做了什么、结果怎样、数据从哪里来。不要写居民姓名和门牌。",
    required: true,
    most: 1500,
  },
  { key: "mechanism", title: "四方机制", hint: "谁参加、多久一次、解决过什么", required: true, most: 800 },
]

const criteria: Criterion[] = [
  {
    code: "C1",
    title: "机制运行",
    weight: 40,
    levels: [
      { score: 100, anchor: "四方机制定期运行，有议题、有结果、可核对" },
      { score: 75, anchor: "定期运行，部分议题有结果" },
      { score: 50, anchor: "有机制，偶尔运行" },
      { score: 25, anchor: "只有文件" },
    ],
  },
  {
    code: "C2",
    title: "居民受益",
    weight: 40,
    levels: [
      { score: 100, anchor: "持续改善，有前后数据" },
      { score: 75, anchor: "明显改善，数据不全" },
      { score: 50, anchor: "有改善" },
      { score: 25, anchor: "看不出变化" },
    ],
  },
  {
    code: "C3",
    title: "可推广",
    weight: 20,
    levels: [
      { score: 100, anchor: "做法清楚、成本不高，其他小区可照做" },
      { score: 60, anchor: "需要特定条件" },
      { score: 20, anchor: "难以照做" },
    ],
  },
]

function built(
  code: string,
  title: string,
  figure: string,
  operator: ">=" | "==",
  value: string,
): EligibilityRule {
  return { code, title, expression: `${figure} ${operator} ${value}`, built: { figure, operator, value } }
}

const eligibility: EligibilityRule[] = [
  built("E1", "基础分不低于 70", "base", ">=", "70"),
  built("E2", "近八个季度没有一票否决", "veto_count", "==", "0"),
  built("E3", "近四个季度至少三个按时填报", "on_time_quarters", ">=", "3"),
  built("E4", "现任物业公司服务满一年", "tenure_months", ">=", "12"),
]

/** One programme of the demonstration; days and basis follow from the moment of seeding. */
export type DemonstrationProgramme = Omit<ProgrammeRules, "format" | "organiser" | "basis" | "dates">

const common = {
  approval: { kind: "number", number: "示例备〔演示〕第 1 号", by: "示例主管部门（演示）" },
  declarations: { noFee: true, noGovernmentNaming: true },
  eligibility,
  form,
  criteria,
  objections: { anonymous: true, replyWorkingDays: 10 },
  validityYears: 2,
  conflictYears: 3,
} as const satisfies Partial<ProgrammeRules>

/** The one that is over: lists, notice, an objection, awards, a certificate taken back, archived. */
export const archivedProgramme: DemonstrationProgramme = {
  ...common,
  title: "微网实格年度案例评选（演示）",
  titleEn: "Micro-grid cases of the year (demonstration)",
  summary: "从全年已发布的数据里，选出物业服务融入微网实格的小区案例。演示数据，不是真实评选。",
  categories: [
    { code: "A", title: "综合案例", places: 4, quotas: [{ district: "510104", most: 2 }] },
    { code: "B", title: "进步案例", places: 2, quotas: [] },
  ],
  review: { blind: false, perCandidate: 3, quorum: 2, judgesShare: 50, method: "calibrated" },
  tieBreak: ["judges", "range", "tenure", "draw"],
  seed: 20260301,
}

/** The one in review: blind, some reviews in, some drafted, some not begun. */
export const reviewedProgramme: DemonstrationProgramme = {
  ...common,
  title: "微网实格季度微案例评选（演示）",
  titleEn: "Micro-grid quarterly cases (demonstration)",
  summary: "从最近发布的季度里选出小而实的做法。匿名评审。演示数据，不是真实评选。",
  categories: [{ code: "A", title: "微案例", places: 3, quotas: [] }],
  review: { blind: true, perCandidate: 3, quorum: 2, judgesShare: 60, method: "calibrated" },
  tieBreak: ["judges", "score", "draw"],
  seed: 20261101,
}

const deeds = [
  "把裸土地块分成认养区，志愿者与保洁每周一次补种，雨季前完成沟渠清理。",
  "地面停车改为错时共享，高峰时段由微网格员引导，占道停车每周公示。",
  "夜间测流找出漏点，分区更换阀门，用水量按月张贴。",
  "议事会每月一次，物业、业委会、社区当场认领事项，两周内回复。",
  "为独居老人建立一对一联系，节前逐户走访，诉求当天登记。",
  "节庆活动由居民提案，楼栋轮流承办，账目活动后三天内公开。",
]
const mechanisms = [
  "小区党组织、物业、业委会、居民代表每月联席一次，事项上墙，逐条销号。",
  "微网格员每周汇总诉求，社区书记主持半月调度，物业负责人到场。",
  "网格党支部牵头，业委会列席，重大维修先议后做，结果公示七天。",
]

/** What a nominee wrote: the same for the same number. `name` is left out of what judges of a blind programme read. */
export function answersFor(at: number, name: string | null): Record<string, string> {
  const who = name === null ? "本小区" : name
  return {
    statement: `${who}：${deeds[at % deeds.length]}${deeds[(at + 2) % deeds.length]}演示文字。`,
    mechanism: mechanisms[at % mechanisms.length] ?? "",
  }
}

/** Comments of the judges of the demonstration. */
export const reviewComments = [
  "机制写得清楚，若能附上近两次会议的结果会更好。",
  "前后数据可核对，建议补充成本。",
  "做法朴素、可照做。",
  "成效描述多于数据，请补充分季度的变化。",
]
