/** The proxy of the fixtures that everything is measured on, and from which the large dump is made. */
export const SHOP = 'fixtures/shop';
export const SHOP_POD = 'frontend-7d9c6b5f4-2xkqp.web';
export const SHOP_DUMP = `${SHOP}/pods/web/frontend-7d9c6b5f4-2xkqp/config_dump.json`;
export const SHOP_RULES = `${SHOP}/pods/web/frontend-7d9c6b5f4-2xkqp/iptables-save.txt`;
