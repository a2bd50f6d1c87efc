import { kilobytes, megabytes } from "../../../worker/domain/bytes.ts"
import { mostPasskeys } from "../../../worker/domain/identity/passkey.ts"
import { invitationDays } from "../../../worker/domain/organisation/invitation.ts"
import { tableLimit } from "../../../worker/domain/registry/import-table.ts"
import { requestLimits } from "../../../worker/domain/request-limits.ts"
import { keptDays } from "../../../worker/domain/retention.ts"
import { attachmentLimit } from "../../../worker/domain/selection/attachment.ts"
import { corrections } from "./corrections.ts"
import { deputies } from "./deputies.ts"
import { evidence } from "./evidence.ts"
import { exemptions } from "./exemptions.ts"
import { extensions } from "./extensions.ts"

type With = Record<string, string | number>

/** Signing in, the desk, and refusals of whole requests. */
export const access = {
  signInTitle: "登录",
  email: "邮箱",
  password: "密码",
  signIn: "登录",
  signInWrong: "账号或密码不对。请核对大小写后再试；有人同名时，请改用手机号或邮箱登录。",
  account: "邮箱、手机号或登录名",
  noMembership: "登录已失效，或者这个账号目前不属于任何机构。请重新登录；如果仍回到本页，请联系机构管理员。",
  deskTitle: "工作台",
  deskFor: (organisation: string, role: string) => `${organisation} · ${role}`,
  roles: {
    manager: "管理员",
    editor: "填报员",
    viewer: "查看",
    approver: "审批人",
    verifier: "核查员",
    chair: "主席",
    secretary: "秘书",
    judge: "评委",
    operator: "平台运营员",
  },
  /** Who was faster than a write that was refused for it. */
  faster: {
    title: "有人先改了",
    line: ({ when, who, what }: { when: string; who: string; what: string }) => `${when}，${who}：${what}。`,
    of: (organisation: string, role: string) => `${organisation} ${role}`,
    program: (who: string) => `${who}的接口程序`,
    somebody: "另一位用户",
  },
  cards: {
    filing: { title: "季度填报", text: "查看应报小区、填写数据、提交并了解得分" },
    part: { title: "填写本级数据", text: "填写由本级提供的数据，只会看到自己负责的项目" },
    verification: { title: "核查", text: "逐项核对已提交的数据，接受、调整或提出疑问" },
    quarters: { title: "季度进度", text: "查看各区县的填报与核查进度" },
    closing: { title: "关账", text: "查看本区县进度，确认后关账" },
    members: { title: "成员", text: "邀请成员、调整角色、查看和结束登录" },
    organisations: { title: "机构", text: "登记物业公司、主管部门和主办方，邀请负责人" },
    release: { title: "发布", text: "查看各区县进度，确认后发布这一季度" },
  },
  openCard: "进入",
  error: {
    title: "没有完成",
    kept: "用浏览器的“后退”可以回到刚才的页面，已填的内容还在。",
    back: "回到刚才的页面",
    typed: "您填的文字（没有保存）",
    typedText: "请在这里复制，缩短以后重新填写。太长的文字只保留了开头。",
    typedPart: (number: number) => `第 ${number} 段`,
    toDesk: "回到工作台",
    toHome: "回到首页",
    requestId: (id: string) => `请求编号：${id}`,
  },
  unknownHost: {
    title: "这个网址没有对应的城市",
    sentence: "请核对网址的拼写，或向给您网址的人再要一次。",
  },
  refusals: {
    not_found: (_: With) => "没有找到这个页面，或者它不在您的权限范围内。请检查网址，或从首页搜索小区。",
    forbidden: (_: With) => "您的角色不能进行这项操作。需要时请联系机构管理员调整角色。",
    membership_changed: (_: With) =>
      "在您操作期间，您在这个机构的角色、成员资格或登录已有变化，您的操作没有执行。请重新打开工作台查看。",
    sign_in_first: (_: With) =>
      "登录已失效，内容没有保存。请先在新窗口登录，再回到这个窗口，用浏览器的“后退”回到刚才的页面重新提交。",
    forbidden_origin: (_: With) => "请求不是从本站页面发出的，已被拒绝。请从本站打开页面再操作一次。",
    bad_request: (_: With) => "请求的格式不对，没有处理。请回到上一页重新提交。",
    too_many_searches: (_: With) => "搜索太频繁了，请过一分钟再试。",
    many_signing_in: (_: With) => "现在登录的人太多，没有处理您的请求。请过几秒钟再试一次。",
    too_large: (_: With) =>
      `提交的内容太大（表单上限 ${kilobytes(requestLimits.body)} KB；带文件的表单：导入 ${megabytes(tableLimit.file)} MB，附件每个 ${megabytes(attachmentLimit.file)} MB、整个表单 ${megabytes(attachmentLimit.form)} MB），没有处理。请缩短过长的文字或拆分文件后重新提交。`,
    body_stalled: (_: With) => "内容传到一半停住了，没有处理，也没有写入。请检查网络后重新提交。",
    address_too_long: (_: With) =>
      `网址太长（上限 ${kilobytes(requestLimits.address)} KB），没有处理。请缩短搜索的文字或参数后再试。`,
    headers_too_large: (_: With) =>
      `请求头太多或太长（上限 ${requestLimits.headers} 个、${kilobytes(requestLimits.headerCharacters)} KB），没有处理。请清除本站的 Cookie，或换一个浏览器再试。`,
    list_sort_unknown: (p: With) =>
      `不能按“${p["sort"]}”排序。这个列表可以按这些排序：${p["sorts"]}。请改正网址里的 sort，或从列表页面选择。`,
    list_filter_unknown: (p: With) =>
      `没有“${p["value"]}”这个筛选值。${p["filter"]} 可以是：${p["values"]}。请改正网址，或从列表页面选择。`,
    list_place_unknown: (_: With) =>
      "网址里的翻页位置不属于这个列表、筛选或排序，或者被改动过。请从列表的第一页重新翻。",
    unexpected: (_: With) =>
      "系统出了意外，没有写入任何数据。请稍后再试；如仍不行，请把下面的请求编号告诉我们。",
    stale: (_: With) => "在您操作期间，这份数据已被改动，您的操作没有执行。请刷新页面，看过变化后再操作。",
    second_factor_due: (_: With) =>
      "请先输入动态码，完成登录后再操作。内容没有保存，用浏览器的“后退”可以回到刚才的页面。",
    password_due: (_: With) => "请先把登录条上的首个密码换成您自己的密码。",
    second_factor_needed: (_: With) => "您的角色需要先开启两步验证，才能进行这项操作。",
    second_factor_kept: (_: With) => "您的角色需要两步验证，不能关闭。手机换了，可以换一个验证器。",
    second_factor_is_off: (_: With) => "这个账号没有开启两步验证。请先在“账号”里开启。",
    reset_own: (_: With) => "这是您自己的两步验证：要由另外两个人申请和确认。",
    reset_asked: (_: With) => "这个申请是您提出的，要由另一个人确认。",
    reset_open: (_: With) =>
      "已经有人为这个人提出申请，正在等待确认；或者他刚刚离开了机构。请打开“待确认的重置”查看。",
    reset_over: (_: With) =>
      "这个申请已经不在等待：它已被确认、停止或过期，或者申请人、本人已离开机构。请刷新页面查看。",
    second_factor_none: (_: With) => "这个人没有开启两步验证，不需要重置。",
    last_factor_kept: (_: With) => "这是您唯一的第二步，您的角色需要它。请先添加另一个，再删除这个。",
    passkeys_many: (_: With) => `最多登记 ${mostPasskeys} 个通行密钥。请先删除不用的。`,
    codes_shown: (_: With) =>
      "这次操作已经完成，恢复码只显示一次。没有保存的话，请在“账号 · 两步验证”里重新生成。",
    link_over: (_: With) => "这个链接已经用过、过期，或者已被更新的链接代替。请重新申请。",
    email_confirmed: (_: With) => "这个邮箱已经确认过，不需要再寄信。",
    key_reused: (_: With) => "这次提交与之前的一次编号相同而内容不同，没有执行。请刷新页面后重试。",
    move_save: (_: With) => "这份填报已经提交，不能再修改。核实之前可以先撤回。",
    move_submit: (_: With) => "这份填报已经提交过了，不需要再次提交。",
    ask_nothing: (_: With) => "这家机构目前没有需要核对或填写的数据，不用请它处理。请刷新页面。",
    asked_today: (_: With) => "今天已经请过这家机构了，明天可以再请一次。",
    move_withdraw: (p: With): string =>
      p["state"] === "street_verified" || p["state"] === "verified"
        ? "已有机构核实了这份填报，不能再撤回。需要更正请联系街道或区县退回。"
        : "这份填报目前没有提交，不需要撤回，可以直接修改。",
    move_verify_street: (_: With) => "这份填报目前不在街道核实环节。请刷新页面查看最新状态。",
    move_verify_district: (_: With) => "这份填报目前不在区级核定环节。请刷新页面查看最新状态。",
    move_take_back: (_: With) =>
      "这份填报没有您这一级的核实可以撤回：上一级已经核定，或者已经关账。请刷新页面查看最新状态。",
    move_return: (_: With) => "这份填报目前不能退回。请刷新页面查看最新状态。",
    part_closed: (_: With) => "街道已经核实，本级数据不能再改。需要更正请联系街道退回。",
    sending_changed: (_: With) => "名单看过之后情况有变，一个也没有提交。请再看一遍名单。",
    verifying_changed: (p: With) =>
      `名单看过之后情况有变，一份也没有通过：${String(p["names"]).replaceAll("/", "、")}（共 ${p["n"]} 份）有了新的标记，或者被别人改动过。请再看一遍名单。`,
    book_faults: (p: With) => `有 ${p["n"]} 行不能写入，没有写入任何内容。`,
    book_same: (_: With) => "没有一格不同，什么也没有改。",
    closed: (_: With) => "本区县这一季度已经关账，不能再改。",
    released: (_: With) => "这一季度正在发布或已经发布，不能再改。有误请联系市级主管部门开启更正。",
    ...corrections.refusals,
    ...evidence.refusals,
    ...extensions.refusals,
    ...deputies.refusals,
    ...exemptions.refusals,
    release_running: (_: With) => "这一季度正在发布，请等待完成。",
    preliminary_missing: (p: With) => `先做初步发布：各公司核对 ${p["days"]} 个工作日之后，才能正式发布。`,
    window_open: (p: With) => `核对期到 ${p["day"]} 结束，之后才能正式发布。`,
    preliminary_outdated: (p: With) =>
      `上次初步发布之后，有 ${p["n"]} 个小区新加入或重新关账，公司还没有核对过。请先再做一次初步发布。`,
    preliminary_stands: (_: With) => "这一季度已经初步发布。要改，请联系市级主管部门。",
    nothing_closed: (_: With) => "还没有区县关账，没有可以初步发布的小区。",
    window_over: (_: With) => "核对期已经结束，不能再提更正申请。正式发布之后可以再提。",
    not_stalled: (_: With) => "这次发布仍在进行，不需要重新启动。",
    not_ended: (_: With) => "这一季度还没有结束，现在不能操作。",
    already_closed: (_: With) => "本区县这一季度已经关账，不需要再次操作。",
    not_closed: (_: With) => "这个区县没有关账，不需要重新开放。",
    quarter_in_use: (_: With) => "这一季度已经有人填写或已经关账，不能删除。",
    already_released: (_: With) => "这一季度已经发布或正在发布，不需要再次操作。",
    key_ended: (_: With) => "这把密钥已经失效，不能再操作。需要时请新建一把。",
    key_rotated: (_: With) => "这把密钥已经轮换过，请使用新密钥。",
    marks_open: (p: With) => `还有 ${p["n"]} 处标记没有处理：请逐项核对后勾选“已核对”，或调整、退回。`,
    finding_conflict: (_: With) => "有的项目别人刚刚作了不同的决定，没有写入。请看过再选择。",
    asked_open: (p: With) => `还有 ${p["n"]} 项疑问没有解决：请退回给物业公司，或改为接受、调整。`,
    export_running: (_: With) => "已有一个导出正在进行，请等它完成。",
    export_many: (p: With) => `还有 ${p["n"]} 个导出文件可以下载，请直接下载，或等它们到期后再导出。`,
    deletion_asked: (_: With) => "这个机构已经申请注销，不需要再次申请。",
    deletion_not_asked: (_: With) => "这个机构没有申请注销，或者已经撤回。",
    deletion_due: (_: With) => `${keptDays.deletion} 天已经过去，注销正在执行，不能再撤回。`,
    invitation_unknown: (_: With) => "没有找到这个邀请。请检查链接是否完整，或请对方重新发送。",
    invitation_accepted: (_: With) => "这个邀请已经用过了。一个邀请只能用一次；需要时请联系邀请人重新发送。",
    invitation_revoked: (_: With) => "这个邀请已被撤销或被新的邀请取代。请使用最新的链接，或联系邀请人。",
    invitation_expired: (_: With) =>
      `这个邀请已经过期（有效期 ${invitationDays} 天）。请联系邀请人重新发送。`,
    invitation_closed: (_: With) => "这个邀请已经不在等待接受，不能再改。",
    already_joined: (_: With) => "您已经是这个机构的成员，不需要再加入。",
    role_sees_all: (_: With) => "只有填报员可以限定到部分小区，其他角色负责全部小区。",
    organisation_deleted: (_: With) => "这个机构已经注销，不能再改。",
    slip_by_email: (_: With) => "这位成员有邮箱，忘记密码时自己可以重设，不能重新打印登录条。",
    slip_elsewhere: (_: With) => "这位成员还属于别的机构，不能由一个机构重新打印登录条。",
    clerks_same: (_: With) => "文件里的分工与现在的一样，什么也没有改。",
    import_faults: (_: With) => "文件有错误，什么也没有改。请重新上传检查。",
    last_head: (_: With) => "这是机构唯一的负责人，不能移除或改为其他角色。请先让另一位成员担任负责人。",
    heads_by_people: (_: With) => "密钥不能邀请、任免或移除负责人。请负责人登录，在成员页面上办理。",
    estate_retired: (_: With) => "这个小区已经停用。请刷新页面查看。",
    estate_not_retired: (_: With) => "这个小区没有停用，不需要撤销。",
    closed_unreleased: (_: With) => "有季度已经关账、还没有发布，现在撤销停用会改变它。请在发布之后再操作。",
    place_retired_already: (_: With) => "这个区划已经停用。请刷新页面查看。",
    place_not_retired: (_: With) => "这个区划没有停用，不需要撤销。",
    city_stays: (_: With) => "市级区划不能停用。",
    place_not_empty: (p: With) => `下面还有 ${p["n"]} 处在用的区划。请先停用它们。`,
    tenure_not_last: (_: With) => "只有最近一次登记可以改。请刷新页面查看。",
    reason_needed: (_: With) => "退回需要写明原因，让对方知道要改什么。",
  },
}
