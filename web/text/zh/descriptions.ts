/** What search engines and shared links say of pages that have no sentence of their own for it. */
export const descriptions = {
  noRelease: "按统一口径比较一座城市的小区：物业按季填报，主管部门核实，结果公开。还没有发布。",
  search: (q: string, total: number) => `按名字、拼音、街道、社区或物业公司查找“${q}”，找到 ${total} 条。`,
  of: (title: string, sentence: string) => `${title}：${sentence}`,
  page: (page: number) => `（第 ${page} 页）`,
  signIn: "物业公司、主管部门和评选主办方由此登录，填报、核实和发布小区的季度数据。",
  verifyEmail: "打开信里的链接，确认这个邮箱由您使用。",
  invitation: "加入受邀的机构：填写姓名和密码，或用已有的账号接受邀请。",
  certificate: (state: string, estate: string, programme: string) =>
    `${estate}在“${programme}”中的入选证书，状态：${state}。`,
}
