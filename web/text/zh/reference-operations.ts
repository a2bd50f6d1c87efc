import { megabytes } from "../../../worker/domain/bytes.ts"
import { QUARTERS_LISTED } from "../../../worker/domain/opening.ts"
import { invitationDays } from "../../../worker/domain/organisation/invitation.ts"
import { PART_ESTATES } from "../../../worker/domain/release/public-inputs.ts"
import { listItems } from "../../../worker/domain/request-limits.ts"
import { attachmentLimit } from "../../../worker/domain/selection/attachment.ts"

/** Words of an operation: what it does in one line, and what has to be known besides. */
type Operation = readonly [summary: string, more: string]

/** Words of the operations of the API, by operationId. */
export const operations: Record<string, Operation> = {
  getKey: ["这次请求所用的密钥", "看它代表哪个机构、有哪些权限、何时到期。不需要任何权限，适合用来试密钥。"],
  listEstates: ["小区列表", "按小区代号排序，可按名称、拼音、首字母、曾用名、街道或区划代码的开头查找。"],
  getEstate: ["一个小区的登记信息", "含缺少的微网格数据、历任物业公司和各季度的状态。ETag 是它的版本。"],
  createEstate: ["登记小区", "同一社区已有同名小区时需要说明原因（reason），错误代码为 explain。"],
  editEstate: ["修改小区信息", "整体替换：没有写的项目视为清空。小区代号不变；改名时默认把原名记为曾用名。"],
  retireEstate: ["小区不再参评", "从某一天起不再参加；以前的季度保留。"],
  reinstateEstate: ["恢复参评", "撤回之前的停止参评。"],
  beginTenure: [
    "物业公司接管小区",
    "写公司全名或统一社会信用代码；原来的公司管到前一天。已提交的季度换公司时需要说明原因。",
  ],
  endTenure: ["最后一任公司的最后一天", "之后没有已知的物业公司。"],
  removeTenure: ["撤销误录的最后一任", "交出的公司继续管理。"],
  listSubmissions: [
    "一个季度的应报小区与状态",
    "不写 quarter 时为最近结束的季度。state=waiting 只列轮到您这一级处理的，state=none 只列还没有人填的，state=asked 只列物业公司请您这一级核对的。",
  ],
  getSubmission: [
    "一个小区一个季度的填报",
    "状态；您自己填的部分和其中的问题，物业公司还有预期得分；主管部门另有已提交的数据。ETag 是版本，修改时放进 If-Match。",
  ],
  getScore: [
    "得分说明",
    "与“得分说明”页面相同的数：总分、等次、名次；各部分相加等于总分（parts）；三种最小的做法（improving，每种都重新评过分）；同类小区的四分位数和中位数（peers）。只给物业公司。",
  ],
  listBurden: [
    "填报负担",
    "一个季度里每个小区填报花了多少：分钟（按保存记录估算，同一人相隔不久的两次保存之间的时间）、保存次数、已填项、手填项、沿用项及比例、说明过的提示，以及核查时的询问、调整、退回。没有记录的为 null。只按小区合计，不含个人；主管部门只看到提交过的。不写 quarter 时为最近结束的季度。",
  ],
  listKeys: ["可以填的项目", "这一季度口径的全部项目：由谁填、类型、上下限、单位。"],
  saveDraft: [
    "保存自己填的部分",
    "整体替换您之前填的全部内容，没有写到的项目会被清空；If-Match 须写 ETag，不能写 *。只改几项时用 PATCH。草稿可以有错；只有未知的项目、别人的项目和过长的内容会被拒绝。",
  ],
  getSendable: [
    "读取可以一起提交的小区",
    "列出本季没有错、该说明的都说明了的草稿（clean，seen 是看到的版本），和还不能提交的（unready，faults 是处数）。",
  ],
  sendTogether: ["一起提交小区", "提交这些小区，每个都按看到的版本；全部提交，或一个也不提交。"],
  enterBook: [
    "用表格填写一个季度",
    "CSV 或 Excel 文件，一行一个小区，一列一个键，与页面下载的表格相同（列名或键都可以）。空格不改动已保存的数。整个检查，规则与表单相同；全部通过才写入草稿，which=good 只写入没有错的行。faults 写明行和格。同一个文件再传，什么也不改。dryRun=true 只检查（200），什么也不写，也不占用 Idempotency-Key。",
  ],
  changeDraft: [
    "修改几项",
    "只改写到的项目，其他不动。每项写明它替换的值（was，空着写 null）和新值；现在的值已不是 was 时整个请求不写入，回答 409 并逐项列出现在的值。同一编号只写一次，不需要 If-Match。",
  ],
  checkDraft: [
    "只检查，不保存",
    "说明如果现在提交会怎样：问题（与页面相同的规则编号）、缺什么、预期得分。不写 values 时检查已保存的草稿。",
  ],
  submit: ["提交已保存的草稿", "逾期也可以提交，会记为逾期。软性问题的原因可以在这里补上。"],
  askProvider: [
    "请其他机构核对",
    "有数据不相符或无法核对，而要由社区、街道或区县改正或填写时，请它处理：同一机构每天一次，对方会收到通知。",
  ],
  listEvidence: [
    "佐证材料",
    "您看得到的，按添加的先后；拍摄时间、是否在本街道拍摄和相似的图片只告诉主管部门。gaps 是还缺的。",
  ],
  getEvidence: ["下载一份佐证材料", "平台保存的文件（已去掉位置和相机信息）。"],
  addEvidence: [
    "添加佐证材料",
    `请求内容就是文件：JPEG、PNG、WebP 或 PDF，最多 ${megabytes(attachmentLimit.file)} MB。按内容检查，去掉位置和相机信息后保存；请先遮挡人脸和车牌。提交之后不能添加。`,
  ],
  describeEvidence: ["说明一份佐证材料", "整体替换说明、前后和第几处；提交之前可以改。"],
  removeEvidence: ["删除一份佐证材料", "提交之前可以删除。"],
  withdraw: ["撤回提交", "还没有机构核实时可以撤回成草稿。"],
  saveFindings: ["保存核查意见", "整体替换您这一级对本次填报的意见，之后再核实或退回。"],
  verify: ["核实通过", "先街道，后区县。不写 decisions 时以已保存的意见为准；没有意见的值视为接受。"],
  changeFindings: [
    "修改几项意见",
    "只改写到的项目，本级别的意见不动。每项写明它替换的已保存的意见（was，没有写 null）；已不是 was 时整个请求不写入，回答 409 并在 decisions 里列出是谁、现在是什么。写了 state 时，状态已变也不写入。",
  ],
  previewDecisions: [
    "试算意见的影响",
    "不保存：按这些意见（不写时按已保存的意见）得几分、什么等次，每项调整各影响多少分，更高等次还差什么。",
  ],
  takeBackVerification: [
    "撤回本级的核实并写明原因",
    "街道在区县核定之前、区县在关账之前可以撤回；已保存的意见不变，物业公司会收到原因。",
  ],
  returnSubmission: ["退回并写明原因", "提出的疑问一并送达。不写 decisions 时以已保存的意见为准。"],
  listQuarters: ["本市的季度", `最新的在前，最多 ${QUARTERS_LISTED} 个。`],
  openQuarter: ["开启季度", "从此可以填报；使用当时生效的评价口径。"],
  getQuarter: ["一个季度的进度", "您辖区内各区县按状态的小区数，以及发布情况。"],
  getRelease: ["发布进度", "state 为 running 时每隔几秒查询一次即可。"],
  releaseQuarter: [
    "发布季度",
    "冻结此刻的数据，随后计算、排名、公开。发布后不能撤回；有更正时，全部核定之后可以再发布一次。有区县没有关账或截止日未到、更正申请没有答复时，要在 named 里写季度名称（quarter_unnamed）。restart 为 true 时重新启动停住的发布。",
  ],
  listCorrections: [
    "一个季度的更正",
    `您辖区内的，还没有结束的在前，最多 ${listItems.most} 个：哪些小区、为什么、到哪一步、随第几次发布结束。`,
  ],
  listCorrectionRequests: [
    "更正申请列表",
    `物业公司看到自己的申请，市级看到全部；默认等答复的在前，按期限排列；可以按状态、区县、季度和小区名筛选。`,
  ],
  getCorrectionRequest: [
    "一件更正申请",
    "含申请的数、更正前后的得分（提交时试算）、市级的答复；再次发布后另有两次发布的得分（released）。",
  ],
  askForCorrection: [
    "申请更正已发布的数据",
    "写明原因（reason）、佐证（evidence）和要改的数（values）。同一小区同一季度只能有一件在等答复。是否逾期不受更正影响。",
  ],
  withdrawCorrectionRequest: ["撤回更正申请", "市级答复之前可以撤回。"],
  refuseCorrectionRequest: [
    "不接受更正申请",
    "市级写明原因（reply）；接受则用 openCorrection，写上 request。",
  ],
  openCorrection: [
    "开启更正",
    "用于已发布的季度。estate 写小区代号或全称；reason 会公开。填报退回物业公司，其他小区不变；全部核定之后用 releaseQuarter 再发布一次。",
  ],
  takeBackCorrection: ["撤回更正", "还没有人修改或核查时可以撤回，填报恢复原状。"],
  closeQuarter: ["关账", "本区县这一季度从此不能再改，直到重新开放。截止日之前要写 reason，否则是 explain。"],
  reopenClosing: [
    "重新开放已关账的区县",
    "开始发布之前可以。区县开放自己的；市级用 place 写区县代码。reason 必填，会通知对方。",
  ],
  moveDeadline: [
    "调整截止日",
    "开始发布之前可以，会通知所有填报单位。推迟时已经提交的也按新的一天算；提前时之前提交的不受影响。",
  ],
  extendDeadline: [
    "给一个小区延期",
    "区县给自己的小区，市级给任何小区；关账或发布之前可以，reason 必填，会通知物业公司。已经提交的也按新的一天算。",
  ],
  takeBackExtension: ["收回延期", "reason 必填。延期期间提交的仍按延期的一天算。"],
  exemptEstate: [
    "让一个小区免报",
    "区县给自己的小区，市级给任何小区；关账或发布之前可以，reason 必填，会通知物业公司。已经提交的要先退回或撤回。免报的小区不参加这一季度。",
  ],
  takeBackExemption: ["收回免报", "关账之前可以，reason 必填；回答现在的截止日。"],
  preliminaryRelease: [
    "初步发布",
    "公众看不到，公司看自己的小区；核对期（windowDays）结束后才能正式发布。有区县后来关账或更正已核定时再做一次，之前各次的哈希保留。",
  ],
  setWindow: ["设定核对期", "初步发布到正式发布之间的工作日数；写零表示不用初步发布。以后开启的季度沿用。"],
  removeQuarter: ["删除开错的季度", "还没有人填写、没有区县关账时可以。"],
  listMembers: ["成员列表", "按加入的先后。"],
  getMember: ["一位成员", "限定了范围的填报员另有小区清单。ETag 是版本。"],
  changeRole: ["修改角色", "立即生效。最后一位负责人不能改。"],
  assignEstates: [
    "许多小区一起分工",
    "rows 每行一个小区：cells 里 estate 是编号，clerks 是负责的填报员（登录名、手机号、邮箱或姓名，顿号隔开）。写着的小区只由写着的人负责，其他不变；全部通过才改。",
  ],
  limitMember: ["限定填报员的小区", "estates 为 null 时可以填全部小区。"],
  listMemberSessions: ["一位成员的登录", "代表本机构的、尚未到期的登录，最新的在前。"],
  endMemberSession: ["结束一次登录", "这台设备立即退出，要重新登录。"],
  removeMember: ["移除成员", "登录和密钥立即失效，做过的事保留在操作记录里。"],
  listInvitations: ["邀请列表", "最新的在前。"],
  invite: ["邀请成员", `回答里的链接${invitationDays} 天内有效，可以发到微信；写了邮箱时另发一封信。`],
  getInvitation: ["一份邀请", "限定了范围的另有小区清单。不含链接：链接只在邀请和重新邀请的回答里。"],
  limitInvitation: [
    "限定受邀填报员的小区",
    "对方一加入就只能填这些小区。estates 为 null 时可以填全部小区。只用于等待接受的填报员邀请，重新邀请时保留。",
  ],
  renewInvitation: ["重新邀请", "得到新的链接，旧链接作废。"],
  revokeInvitation: ["撤销邀请", "链接立即失效。"],
  listEvents: ["操作记录", "本机构的、以及涉及本机构的操作，最新的在前。"],
  listReleases: ["已发布的季度和年度", "不需要密钥。"],
  getReleased: ["一次发布的全部小区", "不需要密钥。每个小区的得分、等次、名次和各项数据。"],
  getReleasedCsv: ["同上，CSV", "不需要密钥。表格软件可以直接打开。"],
  getReleasedValues: ["一次发布的数据，供复算", "不需要密钥。用 npm run score 可以重新算出同样的得分。"],
  getNumberedRelease: [
    "某一次发布",
    "不需要密钥。number 是第几次；被更正过的也一直可以查阅。加 .csv 得到 CSV。",
  ],
  getReleaseFile: [
    "一次发布的计分依据和结果，供复算",
    `不需要密钥。file 是 values.csv（原始数）或 expected.csv（应得的结果）；超过 ${PART_ESTATES} 个小区时另有分卷，如 values-N.csv，每一卷的 SHA-256 写在发布里。`,
  ],
  getEdition: ["一份评价口径", "不需要密钥。按代号（最新一版）或编号。"],
}
