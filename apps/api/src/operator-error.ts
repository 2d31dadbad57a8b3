export { OperatorError } from '@portal/serving/operator-error';
