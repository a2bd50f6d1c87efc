export const publicTextSensitive =
  "A public text cannot give numbers about care, visits or disputes: small counts could be worked back. Write instead: “This is about data of very few persons; by the rule of disclosure no numbers are given here. It has been answered in writing.”"
