import type { Json } from './types.js';

/** The names of the keys. */
export type KeyName = 'rsa' | 'ec' | 'ed' | 'oct';

/** Private keys as JWK, made for these tests: they protect nothing. */
export const KEYS: Readonly<Record<KeyName, Json>> = {
  rsa: {
    kty: 'RSA',
    n: '0civaFOj0t_Fqe9M9K5X1IBZnPRkMarYPaQ-dsT2jKF1kI4Wd1RDoEVLZyq_PdizWDTuYMtjEY9-aNtRAqQXvLjNJukBPheZV1PNISXhLqP1_5ctvz1bHze9PkTYK8BULvw6kx_5U54ua3gDQ1soWI8twi70VQHCIGd_v7rdhfA-si_Wt5wcZ-xvxRMsC9daRVYl39dnloFKSRvVKR8fUdXVgIWCFy1Q789Rkb5Rt8mRPpCuCDD5zVoxht7suTqFLfkSGrG3NKO1eBEEcydhJeufRG476J6GHWbrmXts9VQnvLkNagmPZwNxXv7rl0Ey7tAh9dbO3Dfcp696McQatw',
    e: 'AQAB',
    d: 'Aek3F9czNdeOAGdKpyvzZt8ocdKUGxO4Vo9pdkGDEXLjFEcHE100JICdGDp-dXzE3XfV-BHCPEW3XBMrYL_H65MvYzxaI4upfO8pfjTPIVKjCgoBg612aAlk8u1DntpoqejoS7DN36IgQCBevz1UV8IuI4ez-BZFA3CN7Fwyambqn4zbfLjHiix5Ibdn4xGMcEhJOV4aCmt8lmKmjAje3PYnvJFGOJ77Xe2Q3fbB-RxzDLW8USrUMAUT3myFFXkcEGUrpGBmESNuHoyiAd1mvcDfqc6aKe-0VijCqqAm7ZIw1Pk9Gpstn-PiNsCDuIPoTPpRsmhxtqxNr820woavCQ',
    p: '-UncsQkih6kwFd_Pd7GLJvSywwWhHpX9g0WDZ2t6CCnqCHfWwN5wXbfoxcwkwxs-fN_jWFzvsqKYALHgnnVVTHO3U5KnuWZvX0n1nfKHLbXngAWOgCb1GivO7JRRyeLD6G2yGk177PR6rkcF1HKFXftPaHkgpWAB4vlH8-Xv4Ss',
    q: '126NBUW7E7Fv5FHzr9x4JoXtyDND1P_cG_kzr-miIfK9nmmW1P3naFKEAeV-I-TUxB0pP9dcJBHGGQhIs3ey0gZ8C-lcj8y0cMZw7IG8q93071sPxdEnzcVieDVEaijPidnueWVUgPiIt6wHd5z1zNpds5nPaOYeqk4urhN27qU',
    dp: '77rIMLfILQ3W4DJLIZ_rYZsQDdvsBa3YDdVbeKkywYcNOPeF3hQLmxSxFQYslDQu84ea6e7106Po6UIl8DyFuu_M7OGrye9oSwqk2S_SL3MvHT46u6K7Ml_OrlQ0EyGvpGVZUVISSt0Q3WgPgy5ecvKqep2Bd4fMSKnROAt3k-E',
    dq: '1yzpl_GNKN9apk-gue_Y5olw9j0WLIKepCYllTgjpArjkH1glT9BynZYudgyRMHELln-IHEH7FMAbXJTw0X0i0jEz9T3if3p4JakpeXzwCqDAiwPNgNx4Vqcvvpdajd3C_Zr9j7ax7L2Q5aFItjYvhMB8mjXvKvUx0At6dsxOK0',
    qi: 'IC4FU22ez37-wUubUt4QCqaYfNKudYyAoPHLOLFx6jq-kbiJ78kp7cOWSwI_OI5MJY5gKMk90V5a5209e57r8rfxWOdGO6jT38GuBtJfi-mppss277S0UASB5FNdGyWWk0s3pvldEMtM4DoCbZUOMahYsL0zUeh0Rvb3ohCGJzE',
  },
  ec: {
    kty: 'EC',
    x: 'mH5sz0yW7U3wf3Jpd0nmlOmVVrOsK-MWTMIaLuN-Asw',
    y: '9nHfMUrpqqua-wf-5gqjtrWrCVvlb02xsDXfiG1j2_U',
    crv: 'P-256',
    d: '2dyY-QVefN5J8NtJmrofgrbNKl_XEjjVKuIz27wodeY',
  },
  ed: {
    crv: 'Ed25519',
    d: 'sM3A0vAJ8T2VHj2mRPLksORG_mqs_VE28wEUB86MwOE',
    x: 'mj4u_4Dd4jmtQYdRU3VT7j-vSPG_TgNp6XPf8oGI68s',
    kty: 'OKP',
  },
  oct: {
    kty: 'oct',
    k: 'YSBrZXkgdGhhdCBpcyBubyBzZWNyZXQsIGZvciB0ZXN0cw',
  },
};
