import type { Feedback } from "../../../worker/domain/selection/feedback.ts"
import type { Check } from "../../../worker/domain/selection/verify-check.ts"

type With = Record<string, string | number>

/** Words of the archive of a programme and of feedback to nominees. */
export const proof = {
  lead: "归档文件包含规则各版本、资格审查与数据、分配、评分、回避、名单、公示、异议与证书。评委以随机编号出现，异议人不出现。任何拿到文件的人都能重新得出最终名单。",
  done: "评选已归档。归档文件的哈希已在公开页面公布。",
  hash: "归档文件的哈希（SHA-256）",
  public: "归档文件由主办方保管，可以向主办方索取；用公开的源代码运行 npm run verify 即可重新得出名单。",
  preview: "评选还没有归档，下面按目前的数据检查。",
  download: "下载归档文件（JSON）",
  how: "自行复核",
  howText: "用本平台的源代码运行下面的命令，会逐项复核并重新得出名单；有一处不一致就会指出。",
  command: "npm run verify -- programme.json",
  checks: "逐项复核",
  check: "项目",
  count: "核对数",
  outcome: "结果",
  ok: "一致",
  wrong: (n: number) => `${n} 处不一致`,
  names: {
    rules: "规则版本与哈希",
    figures: "冻结数据与哈希",
    eligibility: "资格审查（重新计算）",
    conflicts: "回避：没有应回避的评分计入",
    assignment: "分配（重新运行）",
    first_list: "首份入围名单（重新排序）",
    later_lists: "递补后的名单",
    notices: "公示的工作日天数",
    objections: "异议的时间与处理",
    awards: "入选与证书",
  } satisfies Record<Check["name"], string>,
  archive: {
    title: "归档",
    text: "归档后评选不再变动；之后的摘牌和年度复核另行记录。归档前请确认全部证书已经公布。",
    button: "归档这次评选",
    archived: (day: string) => `已于 ${day} 归档`,
  },
  feedback: {
    title: "评审反馈",
    link: "查看评审反馈",
    lead: "反馈只含本小区的结果与评语，不含评委身份，也不含其他候选小区。",
    outcomes: {
      listed: "入围",
      reserve: "递补",
      quota: "所在区县名额已满",
      insufficient: "有效评分不足",
      not_scored: "没有可用的发布分数",
      struck: "已从名单移出",
      withdrawn: "已撤回",
      not_ranked: "未进入排序",
    } satisfies Record<Feedback["outcome"], string>,
    outcome: "结果",
    place: (place: number) => `名单第 ${place} 位`,
    order: (order: number, ranked: number) => `本类别 ${ranked} 个排序小区中第 ${order} 位`,
    total: "总分",
    judges: "评委部分",
    score: "发布分数部分",
    reviews: "有效评分",
    reviewsCount: (n: number, abstained: number) =>
      abstained > 0 ? `${n} 份，另有 ${abstained} 份弃权` : `${n} 份`,
    none: "没有",
    criteria: "各项平均分（0–100）",
    criterion: "评审项",
    weight: "权重",
    mean: "平均",
    few: "评分不足两份，不公布",
    comments: "评语",
    noComments: "评委没有留下评语。",
  },
  /** Sentences of refusals, by rule. */
  refusals: {
    archive_faults: (p: With) => `有 ${p["count"]} 项复核不一致，不能归档。请先查看逐项复核的结果。`,
    feedback_early: (_: With) => "评审反馈在入选公布之后才能查看。请等待主办方公布。",
  },
  /** Sentences of faults, by rule. */
  faults: {} as Record<string, (p: With) => string>,
}
