// The parameters of main.bicep from environment variables: those of the azd environment ('azd env set NAME VALUE') or of the shell.
// Names and defaults are explained in README.md; the ranges are main.bicep's.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
// any: Bicep takes a text or number it reads at run time for none of the allowed ones; the deployment checks it all the same.
param location = any(readEnvironmentVariable('AZURE_LOCATION'))

param separateDataAccount = bool(readEnvironmentVariable('CAM_SEPARATE_DATA_ACCOUNT', 'true'))
param storageRedundancy = readEnvironmentVariable('CAM_STORAGE_REDUNDANCY', 'Standard_LRS')
param imagesContainer = readEnvironmentVariable('CAM_IMAGES_CONTAINER', 'images')
param overlaysContainer = readEnvironmentVariable('CAM_OVERLAYS_CONTAINER', 'overlays')
param predictionsContainer = readEnvironmentVariable('CAM_PREDICTIONS_CONTAINER', 'predictions')
param deadLettersContainer = readEnvironmentVariable('CAM_DEAD_LETTERS_CONTAINER', 'deadletters')
param resultDeadLettersContainer = readEnvironmentVariable('CAM_RESULT_DEAD_LETTERS_CONTAINER', 'resultdeadletters')
param resultsDestination = readEnvironmentVariable('CAM_RESULTS_DESTINATION', '')
param resultsWebhook = empty(resultsDestination) ? readEnvironmentVariable('CAM_RESULTS_WEBHOOK', '')
  : empty(readEnvironmentVariable('CAM_RESULTS_WEBHOOK', '')) ? ''
  : fail('CAM_RESULTS_DESTINATION and CAM_RESULTS_WEBHOOK are both set, but finished records go to one of them: clear the other.')
param readerPrincipalId = readEnvironmentVariable('CAM_READER_PRINCIPAL_ID', '')
param outputRetentionDays = int(readEnvironmentVariable('CAM_OUTPUT_RETENTION_DAYS', '0'))
param softDeleteDays = int(readEnvironmentVariable('CAM_SOFT_DELETE_DAYS', '7'))
param deleteResults = bool(readEnvironmentVariable('CAM_DELETE_RESULTS', 'false'))

param vnetEnabled = bool(readEnvironmentVariable('CAM_VNET_ENABLED', 'false'))
param grantDeployer = bool(readEnvironmentVariable('CAM_GRANT_DEPLOYER', 'true'))
param principalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param principalType = any(readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', ''))

param instanceMemory = any(int(readEnvironmentVariable('CAM_INSTANCE_MEMORY', '2048')))
param maximumInstances = int(readEnvironmentVariable('CAM_MAXIMUM_INSTANCES', '40'))
param alwaysReadyInstances = int(readEnvironmentVariable('CAM_ALWAYS_READY_INSTANCES', '0'))
param concurrency = int(readEnvironmentVariable('CAM_CONCURRENCY', '0'))
param authClientId = readEnvironmentVariable('CAM_AUTH_CLIENT_ID', '')

param geometry = readEnvironmentVariable('CAM_GEOMETRY', '')
param inputSide = int(readEnvironmentVariable('CAM_INPUT_SIDE', '320'))
param modelPath = readEnvironmentVariable('CAM_MODEL_PATH', '')
param telemetryRetentionDays = int(readEnvironmentVariable('CAM_TELEMETRY_RETENTION_DAYS', '30'))
param alertEmail = readEnvironmentVariable('CAM_ALERT_EMAIL', '')
param alertActionGroup = readEnvironmentVariable('CAM_ALERT_ACTION_GROUP', '')
param alertFailedPercent = int(readEnvironmentVariable('CAM_ALERT_FAILED_PERCENT', '5'))
param alertWhenIdle = bool(readEnvironmentVariable('CAM_ALERT_WHEN_IDLE', 'true'))
param furtherSettings = json(readEnvironmentVariable('CAM_FURTHER_SETTINGS', '{}'))
param tags = json(readEnvironmentVariable('CAM_TAGS', '{}'))
