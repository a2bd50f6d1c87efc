import { grouped, megabytes } from "../../../worker/domain/bytes.ts"
import { MOST_ROWS } from "../../../worker/domain/registry/import-table.ts"
import { attachmentLimit, MOST_ATTACHMENTS } from "../../../worker/domain/selection/attachment.ts"
import { MEAN_OF_AT_LEAST } from "../../../worker/domain/selection/feedback.ts"

/** Words of an operation: what it does in one line, and what has to be known besides. */
type Operation = readonly [summary: string, more: string]

/** The reference of programmes (评选) and nominations (申报). */
export const selectionReference = {
  tags: {
    programmes: [
      "评选",
      "规则与阶段、资格审查、分配评委、评审进度与结果。评分、冻结名单、公示、公布、撤销由人在页面上决定，程序不能代做。",
    ],
    nominations: ["申报", "起草、提交、撤回本机构的申报，上传和撤下附件。"],
  } as Record<string, readonly [title: string, text: string]>,
  operations: {
    listProgrammes: ["评选列表", "最新的在前。主办方看到自己的全部评选；公司和主管部门看到已开放的。"],
    getProgramme: [
      "一次评选",
      "阶段、生效的规则（含各项日期、申报表、资格条件、评分标准）及其哈希值。ETag 是版本。主办方或申报单位都可以读。",
    ],
    listCandidates: [
      "提交给评选的申报",
      "只给主办方。含审查结果和盲审编号；按编号排序，可按状态、审查结果、类别筛选。",
    ],
    screenNominations: [
      "资格审查",
      "按生效的规则逐条审查全部申报，依据提交时固定的数据；可以重复进行。破例由两个人在页面上决定。",
    ],
    assignJudges: [
      "为全部候选分配评委",
      "先查利害关系并登记回避，再按规则的种子均衡分配；已有的尽量不动。short 是评委不足的候选数。",
    ],
    assignOne: [
      "给一位评委一个候选",
      "与页面相同：有利害关系时拒绝（conflict_of_interest），写明关系并登记回避。各评委的数量会相差一个以上时，要写 reason（explain）。",
    ],
    takeBackAssignment: [
      "收回分给一位评委的候选",
      "与页面相同：评委已经开始评分时，要写 reason（explain），评分作废，留在记录里。以后按规则分配时不会再分给这位评委。",
    ],
    importAssignments: [
      "从 CSV 录入分配",
      "csv 是文件的全文，列为 盲审编号、评委邮箱（或 blind code、judge e-mail）。全部录入或全不录入；须回避的行逐行写明关系。",
    ],
    advancePhase: [
      "进入下一阶段",
      "申报 → 资格审查（截止日之后），资格审查 → 评审（审查、分配都完成之后）。以后的阶段由人在页面上决定。",
    ],
    getProgress: ["评审进度", "每位评委分到多少、交了多少、须回避几个候选。只有件数，没有评分。"],
    getResults: [
      "评审结果",
      "各候选的平均分、中位数、校准后的平均分，各评委打分的松紧。不含单份评分和评语。只给组织评选的主席和秘书，需要 programmes:write。平台评价口径，非官方评分标准。",
    ],
    listObjections: ["异议列表", "公示期间收到的异议和答复。姓名和联系方式只在页面上看得到。"],
    listNominations: ["本机构的申报", "按编号排序，可按评选、状态、审查结果、类别筛选。"],
    getNomination: [
      "一份申报",
      "草稿按现在发布的数据预审，已提交的显示提交时固定的数据和逐条结果。ETag 是版本。主办方也可以读提交给自己的。",
    ],
    startNomination: ["开始申报", "得到一份草稿；本机构已有同一小区同一类别的草稿时，回答那一份。"],
    saveNomination: [
      "保存草稿",
      "整体替换回答和同意。缺什么提交时才检查；规则的申报表里没有的项目会被拒绝，并指出是哪一项。",
    ],
    submitNomination: [
      "提交申报",
      "以这次请求里的 answers 和 consent 为准。提交后数据和逐条结果固定。不符合条件仍要提交时要写 reason，错误代码为 explain。",
    ],
    listAwards: [
      "已公布的入选",
      "不需要密钥。平台上各评选公布的入选及其证书状态；媒体报道过的另列在 press，不是平台上的评选。",
    ],
    getArchiveHashes: [
      "评选的公开档案",
      "不需要密钥。已决定的评选的各份公开档案及其 SHA-256，最早的在前；file 是下载地址，npm run verify 用它复核。kept 是公开档案之前由主办方保管的归档文件的哈希。没有决定的评选没有公开档案。",
    ],
    getFeedback: [
      "评审反馈",
      "入选公布之后，申报单位看自己的：名单上的位置、各项平均分、评委写给申报单位的话。不含单份评分。",
    ],
    listAttachments: ["申报的附件", "按添加的先后，不含主办方为评委做的副本。"],
    getAttachment: ["下载一个附件", "原样下载平台保存的文件（已去掉拍摄地点等信息）。"],
    addAttachment: [
      "给草稿加附件",
      `请求内容就是文件：JPEG、PNG 或 PDF，最多 ${megabytes(attachmentLimit.file)} MB、${MOST_ATTACHMENTS} 个。按内容检查，去掉拍摄地点等信息后保存。name 是文件名，只有申报单位和主办方看得到。`,
    ],
    removeAttachment: ["撤下附件", "只在草稿阶段。"],
    withdrawNomination: [
      "撤回申报",
      "公布之前都可以，公布之后只有递补名单里的可以；已提交的要写 reason。评委的分配随之结束。名单生成后撤回的，按规则递补，生成下一号名单。",
    ],
  } satisfies Record<string, Operation> as Record<string, Operation>,
  fields: {
    ProgrammeSlug: "评选在网址里的代号。",
    Phase:
      "阶段：draft 起草、open 申报、screening 资格审查、review 评审、shortlist 入围、notice 公示、decided 已公布、archived 已归档。",
    NominationState: "申报的状态。",
    Screening: "审查结果；overridden 是两个人决定的破例。null 表示还没有审查。",
    "Programme.rulesHash": "生效规则的 SHA-256。",
    "Programme.rules": "生效的规则；起草时为 null。",
    "Programme.stoppedAt": "终止的时刻；null 表示没有终止。",
    "ProgrammeRules.approval": "批准文号（kind 为 number），或不需要批准的理由（exempt）。",
    "ProgrammeRules.basis": "所依据的发布。",
    "ProgrammeRules.eligibility": "资格条件，CEL 表达式。",
    "ProgrammeRules.form": "申报表；回答按 key。most 是最多字数。",
    "ProgrammeRules.seed": "抽签和分配的种子。",
    "ReviewProgress.judges.ready": "可以分配：已接受、已核对身份、已申明利害关系。",
    "ReviewProgress.judges.conflicts": "须回避的候选数。",
    "ReviewProgress.judges.abstained": "整体弃权的份数。",
    "ReviewResults.candidates.insufficient": "有效评审不足，不排名。",
    "ReviewResults.judges.standardised": "校准是否调整了这位评委的分数。",
    "ReviewResults.judges.outlying": "打分与其他评委相差很大。",
    "Objection.named": "实名。",
    "AssignmentRun.ended": "结束的分配，例如因须回避。",
    "AssignmentRun.conflicts": "新登记的回避。",
    "OneAssignment.blindCode": "见 listCandidates。",
    "OneAssignment.judgeId": "见 getProgress。",
    "AssignmentFile.csv": `文件的全文，最多 ${grouped(MOST_ROWS)} 行。`,
    "Nomination.closed": "现在不能提交的原因（错误代码），能提交为 null。",
    "Nomination.answers": "按申报表的 key。",
    "Nomination.attachments": "附件数，见 listAttachments。",
    "AttachmentList.items.hash": "所保存文件的 SHA-256。",
    "Eligibility.figuresHash": "所依据数据的 SHA-256。",
    "NominationDraft.consent": "同意公开申报和评选结果。",
    "NominationSubmission.reason": "不符合条件仍要申报的理由。",
    "NominationWithdrawal.reason": "已提交的必填。",
    "Award.state": "证书的状态。",
    "Award.basis": "所依据的发布和其中的数据。",
    "AwardList.press": "媒体报道，附来源，未经平台评选。",
    "parameter.programme": "评选代号。",
    "Feedback.outcome":
      "listed 入围、reserve 递补、quota 名额已满、insufficient 有效评分不足、not_scored 没有发布分数、struck 已移出、withdrawn 已撤回、not_ranked 未排序。",
    "Feedback.order": "本类别 ranked 个排序小区中的位置。",
    "Feedback.score": "平台分。平台评价口径，非官方评分标准。",
    "Feedback.criteria.mean": `不足 ${MEAN_OF_AT_LEAST} 份评分时为 null。`,
    "parameter.nominationId": "申报编号。",
    "parameter.attachmentId": "附件编号。",
    "parameter.evidenceId": "佐证材料编号。",
    "parameter.indicator": "指标代号，例如 ENV-01。",
    "parameter.note": "说明，可以不写。",
    "parameter.side": "整治前（before）或整治后（after），可以不写。",
    "parameter.name": "文件名。",
    "parameter.screening": "只要这个审查结果的；none 还没有审查。",
    "parameter.category": "类别代号。",
  } as Record<string, string>,
}
