// Sets the parameters of main.bicep from environment variables of azd ('azd env set NAME VALUE') or of the shell.
// README.md explains names and defaults; main.bicep defines the allowed values.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')

param separateDataAccount = bool(readEnvironmentVariable('CAM_SEPARATE_DATA_ACCOUNT', 'true'))
param storageRedundancy = readEnvironmentVariable('CAM_STORAGE_REDUNDANCY', 'Standard_LRS')
param imagesContainer = readEnvironmentVariable('CAM_IMAGES_CONTAINER', 'images')
param overlaysContainer = readEnvironmentVariable('CAM_OVERLAYS_CONTAINER', 'overlays')
param predictionsContainer = readEnvironmentVariable('CAM_PREDICTIONS_CONTAINER', 'predictions')
param outputRetentionDays = int(readEnvironmentVariable('CAM_OUTPUT_RETENTION_DAYS', '0'))

// any: Bicep can't check a value that is read at run time against the allowed values; the deployment checks it.
param instanceMemory = any(int(readEnvironmentVariable('CAM_INSTANCE_MEMORY', '2048')))
param maximumInstances = int(readEnvironmentVariable('CAM_MAXIMUM_INSTANCES', '40'))
param alwaysReadyInstances = int(readEnvironmentVariable('CAM_ALWAYS_READY_INSTANCES', '0'))
param concurrency = int(readEnvironmentVariable('CAM_CONCURRENCY', '0'))

param geometry = readEnvironmentVariable('CAM_GEOMETRY', '')
param inputSide = int(readEnvironmentVariable('CAM_INPUT_SIDE', '320'))
param modelPath = readEnvironmentVariable('CAM_MODEL_PATH', '')
param telemetryRetentionDays = int(readEnvironmentVariable('CAM_TELEMETRY_RETENTION_DAYS', '30'))
param furtherSettings = json(readEnvironmentVariable('CAM_FURTHER_SETTINGS', '{}'))
param tags = json(readEnvironmentVariable('CAM_TAGS', '{}'))
