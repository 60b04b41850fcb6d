/** What a lab answers with, for whoever prints it. */
export type { ListedLab } from '../../lab/up/listLabs.js';
export { describeCallerSaw } from '../../lab/request/CallerSaw.js';
export type { AppReport, PlaceReport, ProxyReport, RequestReport } from '../../lab/request/RequestReport.js';
export type { Verification } from '../../lab/verify/Verification.js';
