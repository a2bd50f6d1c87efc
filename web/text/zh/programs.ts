/** Words of API keys, the reference, problems. */
export const programs = {
  title: "程序接口",
}
