import { emailDays } from "../../../worker/domain/identity/proof-link.ts"
import type { LetterName } from "../../../worker/domain/mail/letters.ts"
import { invitationDays } from "../../../worker/domain/organisation/invitation.ts"
import { closingLetters } from "./mail-closings.ts"
import { quarterLetters } from "./mail-quarters.ts"
import type { LetterText } from "./mail-words.ts"

const here = "下面的链接"

const letters: Record<LetterName, LetterText> = {
  invitation: {
    subject: (p) => `${p.inviter} 邀请您加入“${p.organisation}”`,
    short: (p) => `${p.inviter} 邀请您加入“${p.organisation}”，${invitationDays} 天内有效。`,
    before: (p) => [
      `${p.inviter} 邀请您以“${p.role}”的身份加入“${p.organisation}”。`,
      `打开下面的链接，核对机构后接受邀请。链接 ${invitationDays} 天内有效，只能使用一次。`,
    ],
    action: "查看邀请",
    after: () => ["如果您不认识这个机构或邀请人，请不用理会这封邮件。"],
  },
  joining: {
    subject: (p) => `请继续加入“${p.organisation}”`,
    short: (p) => `请在 ${p.hours} 小时内打开邮件里的链接，加入“${p.organisation}”。`,
    before: (p) => [
      `有人打开了 ${p.inviter} 的邀请，用这个邮箱以“${p.role}”的身份加入“${p.organisation}”。`,
      `如果是您，请打开下面的链接，填写姓名和密码。链接 ${p.hours} 小时内有效，只能使用一次。`,
    ],
    action: "填写姓名和密码",
    after: () => ["如果不是您，请不用理会：没有这个链接，谁也不能用您的邮箱加入。"],
  },
  joining_known: {
    subject: (p) => `请登录后加入“${p.organisation}”`,
    short: (p) => `这个邮箱已有账号：请登录后加入“${p.organisation}”。`,
    before: (p) => [
      `有人打开了 ${p.inviter} 的邀请，用这个邮箱以“${p.role}”的身份加入“${p.organisation}”。`,
      "这个邮箱已有账号。如果是您，请打开下面的链接，用原来的账号登录后加入，不用另建账号。",
    ],
    action: "登录后加入",
    after: () => ["如果不是您，请不用理会：不登录您的账号，谁也不能用您的邮箱加入。"],
  },
  reset: {
    subject: () => "重设密码",
    short: (p) => `有人申请重设您的密码，链接在邮件里，${p.minutes} 分钟内有效。`,
    before: (p, link = here) => [
      "有人申请为这个邮箱的账号重设密码。",
      `打开${link}设置新密码。链接 ${p.minutes} 分钟内有效，只能使用一次。`,
    ],
    action: "设置新密码",
    after: () => ["如果不是您本人申请的，请不用理会：原来的密码不会改变。"],
  },
  email: {
    subject: () => "请确认这个邮箱",
    short: () => `请在 ${emailDays} 天内打开邮件里的链接，确认这个邮箱。`,
    before: () => [
      `请打开下面的链接，确认这个邮箱由您使用。链接 ${emailDays} 天内有效，只能使用一次。`,
      "更换登录邮箱的，确认之后才更换；在那之前仍用原来的邮箱登录。",
    ],
    action: "确认邮箱",
    after: () => ["如果您没有在本站登记过这个邮箱，请不用理会这封邮件。"],
  },
  email_used: {
    subject: () => "有人想用这个邮箱登录另一个账号",
    short: () => "有人想用您的登录邮箱登录另一个账号，什么也没有改变。",
    before: () => [
      "有人想把自己账号的登录邮箱换成这个邮箱。它已经是您账号的登录邮箱，所以什么也没有改变。",
      "如果是您本人，想在另一个账号使用这个邮箱，请先在您的账号里换成别的邮箱。",
    ],
    action: null,
    after: () => ["如果不是您，不用做什么：对方只知道信已寄出，不知道这个邮箱有没有账号。"],
  },
  factor_reset: {
    subject: () => "有人申请重置您的两步验证",
    short: (p) => `${p.inviter} 申请重置您的两步验证，${p.day} 前确认有效；不是您请的请停止。`,
    before: (p, link = here) => [
      `“${p.organisation}”的 ${p.inviter} 说您的第二步（验证器、通行密钥和恢复码）丢失了，申请重置。`,
      `申请的理由：${p.reason}`,
      `另一位有权的人在 ${p.day}（北京时间）之前确认后，您的第二步会全部清除，所有登录会退出，您再用密码登录并重新设置。`,
      `如果不是您请对方申请的，请马上打开${link}，停止重置。`,
    ],
    action: "不是我要求的，停止重置",
    after: () => ["如果正是您请对方申请的，不用做什么。只要您用第二步登录一次，这个申请也会自动停止。"],
  },
  deletion_requested: {
    subject: (p) => `“${p.organisation}”申请了删除`,
    short: (p) => `“${p.organisation}”申请了删除，${p.day}起执行，之前可以撤回。`,
    before: (p) => [
      `“${p.organisation}”的管理员申请删除这个机构的资料。`,
      `${p.day}起执行：成员和联系方式会删除，已发布的数据以机构的公开名称保留。在此之前可以撤回。`,
    ],
    action: "查看或撤回",
    after: () => [],
  },
  key_made: {
    subject: (p) => `“${p.organisation}”新增了一个 API 密钥`,
    short: (p) => `${p.maker} 为“${p.organisation}”新建了 API 密钥“${p.key}”。`,
    before: (p) => [
      `${p.when}（北京时间），${p.maker} 为“${p.organisation}”新建了 API 密钥“${p.key}”。`,
      "程序可以凭它代表机构行事，直到它到期或被停用。",
    ],
    action: "查看这个密钥",
    after: () => ["如果这不是机构要的，请马上停用它，并请新建它的人更改密码。"],
  },
  deputy_named: {
    subject: (p) => `${p.deputy} 代理 ${p.absent}`,
    short: (p) => `${p.day}至 ${p.until}，由 ${p.deputy} 代理 ${p.absent}。`,
    before: (p) => [
      `从${p.day}到 ${p.until}（含），“${p.organisation}”由 ${p.deputy} 代理 ${p.absent}。`,
      "代理期间做的每一步都会记明是代理谁。到期自动结束，双方随时可以收回或交回。",
    ],
    action: "查看代理",
    after: () => [],
  },
  deputy_ended: {
    subject: (p) => `${p.deputy} 不再代理 ${p.absent}`,
    short: (p) => `${p.deputy} 不再代理 ${p.absent}，代理已提前结束。`,
    before: (p) => [
      `“${p.organisation}”原定${p.day}至 ${p.until} 由 ${p.deputy} 代理 ${p.absent}，现在已经收回，立即生效。`,
    ],
    action: "查看代理",
    after: () => [],
  },
  judge_invited: {
    subject: (p) => `“${p.organiser}”邀请您担任“${p.programme}”的评委`,
    short: (p) => `“${p.organiser}”邀请您担任“${p.programme}”的评委，请答复。`,
    before: (p) => [
      `“${p.organiser}”邀请您担任“${p.programme}”的评委。`,
      "打开下面的链接登录，答复邀请，并申明您的利害关系；与您有利害关系的候选小区不会分配给您。",
    ],
    action: "答复邀请",
    after: () => [],
  },
  rules_changed: {
    subject: (p) => `“${p.programme}”的规则已更改（第 ${p.version} 版）`,
    short: (p) => `“${p.programme}”的规则改为第 ${p.version} 版，申报继续有效。`,
    before: (p) => [
      `您申报的“${p.programme}”由“${p.organiser}”主办，规则改为第 ${p.version} 版。`,
      `更改原因：${p.reason}`,
      "各版规则都公开，打开下面的链接可以看到改了什么。已提交的申报继续有效。",
    ],
    action: "查看新的规则",
    after: () => [],
  },
  ...quarterLetters,
  ...closingLetters,
  objections_due: {
    subject: (p) => `“${p.programme}”：${p.count} 条异议须在${p.day}前答复`,
    short: (p) => `“${p.programme}”有 ${p.count} 条异议，${p.day}前须答复。`,
    before: (p) => [
      `“${p.programme}”有 ${p.count} 条异议还没有答复。`,
      `答复期限是${p.day}，当天 23:59:59（北京时间）截止。`,
    ],
    action: "查看异议",
    after: () => ["答复之前，对应的候选小区不能公布入选。"],
  },
  nominations_due: {
    subject: (p) => `“${p.programme}”：${p.count} 份申报还没有提交，${p.day}截止`,
    short: (p) => `“${p.programme}”还有 ${p.count} 份申报没有提交，${p.day}截止。`,
    before: (p) => [
      `您机构为“${p.programme}”填写的 ${p.count} 份申报还没有提交。`,
      `截止时间是${p.day} 23:59:59（北京时间），之后不能再提交。`,
    ],
    action: "查看申报",
    after: () => ["不打算申报的，不用做什么。"],
  },
  digest: {
    subject: (p) => `今日消息 ${p.count} 条`,
    short: (p) => `今日消息 ${p.count} 条，请在“消息”里查看。`,
    before: (p) => [`有 ${p.count} 条新消息：`, ...p.items.map((item) => `· ${item}`)],
    action: "查看消息",
    after: () => ["您设置了每日收一封摘要；可以在“账号 · 消息与邮件”里更改。"],
  },
  security: {
    subject: (p) => `账号安全提醒：${p.what}`,
    short: (p) => `${p.what}。`,
    before: (p) => [`${p.when}（北京时间），${p.what}。`],
    action: null,
    after: () => ["如果不是您本人操作，请马上在登录页重设密码，并联系机构的管理员。"],
  },
}

/** Words of letters. */
export const mail = {
  title: "邮件",
  /** An estate in one line; `band` and `points` are empty where nothing is released of it. */
  estateLine: (name: string, band: string, points: string) =>
    points === "" ? name : `${name}：${band}，${points} 分`,
  hands: {
    taken: (name: string, day: string) => `${name}：自${day}起由您机构管理`,
    given: (name: string, day: string) => `${name}：由您机构管理到${day}为止`,
    never: (name: string) => `${name}：此前登记由您机构管理，已撤回`,
  },
  moreEstates: (n: number) => `另有 ${n} 个小区，登录后查看。`,
  /** To the e-mail that was the account's: it can no longer set a password. */
  afterEmailChanged: [
    "这个邮箱不能再用来登录或重设密码。如果不是您本人更换的，请马上联系机构的管理员，请他移除这个账号，再邀请您本人。",
  ],
  /** Where the link is of a letter that an inbox shows without it. */
  linkElsewhere: "邮件里的链接",
  letters,
  notices: {
    password_changed: "您的密码已更改",
    email_changed: "您的登录邮箱已更改",
    slip_renewed: "机构的管理员为您重新打印了登录条，原来的密码和登录已失效",
    sign_in_changed: "您的登录名或手机号已更改",
    second_factor_on: "您的两步验证已开启",
    second_factor_off: "您的两步验证已关闭",
    recovery_codes_made: "您的两步验证恢复码已重新生成",
    recovery_code_used: "有人用一个恢复码登录了您的账号",
    passkey_added: "您的账号添加了一个通行密钥",
    passkey_removed: "您的账号删除了一个通行密钥",
    passkey_copied: "有人用您的一个通行密钥的副本尝试登录，已被拒绝；请在“账号 · 两步验证”里删除它",
    second_factor_reset: "您的两步验证已经按两个人的决定重置，所有登录已退出；请用密码登录并重新设置",
    attempts_limited: "您的账号有多次登录失败，暂时限制了尝试",
    code_wrong: "有人用正确的密码登录您的账号，但输错了动态码",
    role_changed: "您在机构里的角色已更改",
    member_removed: "您已不再是一个机构的成员",
  },
  footer: (site: string) => `这封邮件由 ${site} 自动发出，请不要直接回复。`,
  copyLink: "如果打不开，请把这个网址复制到浏览器：",
}
