import { mobileForm } from "../../../worker/domain/identity/sign-in-id.ts"
/** Words of accounts with a printed slip. */
export const slips = {
  title: "为不用邮箱的人建立账号",
  lead: (days: number) =>
    `填写姓名即可。每人得到一张打印的登录条，上面有登录名、首个密码和网址；${days} 天内有效，第一次登录时必须换成自己的密码。`,
  people: "人员",
  peopleHint: (most: number) =>
    `每行一人，最多 ${most} 人。先写姓名；要用别的登录名或手机号登录的，用逗号隔开写在后面，例如：王芳，${mobileForm.example}`,
  limited: "只负责部分小区",
  limitedHint: "建立之后，为每个人选择小区；选好之前看不到任何小区。只对填报员有效。",
  make: "建立账号并显示登录条",
  link: "打印登录条",
  printTitle: "登录条",
  made: (count: number) => `${count} 个账号已建立，请现在打印`,
  renewed: (name: string) => `${name}的登录条已重新生成，请现在打印`,
  printLead: "用浏览器的打印功能打印，沿虚线剪开，当面交给本人。",
  once: "首个密码只显示这一次，离开这一页就看不到了。没有打印成的，在成员页里重新打印。",
  chooseFor: (name: string) => `为 ${name} 选择小区`,
  shownOnce: "账号已建立，首个密码不再显示",
  shownOnceLead: "同一张表提交了两次。没有打印登录条的，请在成员页里重新打印。",
  memberTitle: "登录条",
  memberFirst: (day: string) => `还没有换掉首个密码，登录条有效到${day}。`,
  memberOwn: "已经换成自己的密码。",
  memberHint: "忘记密码或丢了登录条时重新打印：原来的密码和所有登录马上失效。",
  renew: "重新打印登录条",
  noEmail: "没有邮箱",
  sheet: {
    signInName: "登录名",
    mobile: "或手机号",
    password: "首个密码",
    address: "网址",
    until: "有效到",
    how: "打开网址或扫码，输入登录名和首个密码，然后换成您自己的密码。这张纸不要给别人看，换好密码后请撕掉。",
    qr: "登录网址的二维码",
  },
}

/** What fills a sentence in. */
export type With = Record<string, string | number>

/** What is wrong with the people that were typed. */
export const slipFaults = {
  people_missing: (_: With) => "请至少写一个姓名，每行一人。",
  people_many: (p: With) => `一次最多 ${p["max"]} 人，请分几次建立。`,
  slip_name: (p: With) => `第 ${p["line"]} 行：没有姓名，或者太长、含有看不见的字符。`,
  slip_sign_in_name: (p: With) =>
    `第 ${p["line"]} 行（${p["name"]}）：这个姓名不能作登录名。请在后面用逗号隔开，另写一个登录名，例如 wangfang。`,
  slip_given: (p: With) =>
    `第 ${p["line"]} 行（${p["name"]}）：“${p["typed"]}”不是手机号，也不能作登录名。请核对号码，或改成例如 wangfang。`,
  slip_twice: (p: With) =>
    `第 ${p["line"]} 行（${p["name"]}）：与第 ${p["other"]} 行的登录名或手机号相同。请在姓名后面另写一个登录名。`,
  slip_taken: (p: With) =>
    `第 ${p["line"]} 行（${p["name"]}）：这个登录名或手机号不能用。请在姓名后面另写一个登录名，或核对号码。`,
}
