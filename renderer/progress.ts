export { toRunShare } from '../shared/domain/run-share.ts';
