package aule.schema;

import aule.kernel.AuleException;
import aule.kernel.AuleException.Fault;
import aule.kernel.ErrorCode;
import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.PropertyNamingStrategy;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schemas of arguments: made from a record, and held against what somebody sends. */
public final class Schemas {

    private static final int COMPILED = 1_000;
    private static final PropertyNamingStrategy NAMES = PropertyNamingStrategies.SNAKE_CASE;

    private final SchemaGenerator generator = generator();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            it -> it.schemaCacheEnabled(false)
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .pathType(PathType.JSON_POINTER)
                            .formatAssertionsEnabled(true)
                            .locale(Locale.ROOT)
                            .build()));
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Schema> compiled = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Schema> eldest) {
            return size() > COMPILED;
        }
    };

    /**
     * Describes a record to a model: its components in their order by snake_case name, required unless they are
     * {@code @Nullable} or {@link Optional}, nothing else allowed. One without components says that it has none, since
     * some providers take no other.
     */
    public ObjectNode describe(Class<? extends Record> arguments) {
        lock.lock();
        try {
            var schema = generator.generateSchema(arguments);
            if (!schema.has("properties")) {
                schema.putObject("properties");
            }
            return schema;
        } finally {
            lock.unlock();
        }
    }

    /** What is wrong with a value by a schema given as text; pointers start at the value's root. */
    public List<Fault> faults(String schema, JsonNode value) {
        return Sentences.of(compiled(schema).validate(value));
    }

    /**
     * Checks a schema that somebody else wrote.
     *
     * @throws AuleException with {@code INVALID} unless it can be used and refers to nothing outside itself
     */
    public void require(String schema) {
        var node = Json.parse(schema);
        var refers = node.findValuesAsString("$ref").stream()
                .filter(it -> !it.startsWith("#"))
                .findFirst();
        if (refers.isPresent()) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "The JSON Schema refers to '%s'; put that into its $defs.".formatted(refers.get()));
        }
        try {
            compiled(schema).initializeValidators();
        } catch (RuntimeException unusable) {
            throw new AuleException(
                    ErrorCode.INVALID, "The text is no usable JSON Schema: " + unusable.getMessage(), unusable);
        }
    }

    private Schema compiled(String schema) {
        lock.lock();
        try {
            return compiled.computeIfAbsent(schema, it -> registry.getSchema(it, InputFormat.JSON));
        } finally {
            lock.unlock();
        }
    }

    private static SchemaGenerator generator() {
        var config = new SchemaGeneratorConfigBuilder(Json.wire(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.INLINE_ALL_SCHEMAS, Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT)
                .without(Option.SCHEMA_VERSION_INDICATOR, Option.FLATTENED_OPTIONALS);
        config.forTypesInGeneral()
                .withPropertySorter((_, _) -> 0)
                .withCustomDefinitionProvider((type, _) -> choice(type.getErasedType()))
                .withAdditionalPropertiesResolver((scope, _) -> open(scope.getType()))
                .withDescriptionResolver(scope -> Optional.ofNullable(
                                scope.getType().getErasedType().getAnnotation(Describe.class))
                        .map(Describe::value)
                        .orElse(null));
        config.forFields()
                .withPropertyNameOverrideResolver(it -> NAMES.nameForField(null, null, it.getDeclaredName()))
                .withTargetTypeOverridesResolver(it -> content(it.getType()))
                .withRequiredCheck(Schemas::required)
                .withDescriptionResolver(Schemas::description)
                .withNumberInclusiveMinimumResolver(Schemas::least)
                .withNumberInclusiveMaximumResolver(Schemas::most);
        return new SchemaGenerator(config.build());
    }

    /** A map takes any names; null leaves the answer to the generator. */
    private static @Nullable JsonNode open(@Nullable ResolvedType type) {
        return type != null && type.isInstanceOf(Map.class)
                ? Json.wire().getNodeFactory().booleanNode(true)
                : null;
    }

    /** A closed choice by the names it has on the wire; null for any other type. */
    private static @Nullable CustomDefinition choice(Class<?> type) {
        return type.isEnum()
                ? new CustomDefinition(
                        Json.wire().createObjectNode().put("type", "string").set("enum", names(type)), true)
                : null;
    }

    private static JsonNode names(Class<?> type) {
        return Json.wire().valueToTree(type.getEnumConstants());
    }

    private static @Nullable List<ResolvedType> content(ResolvedType type) {
        return type.isInstanceOf(Optional.class) ? type.typeParametersFor(Optional.class) : null;
    }

    private static boolean required(FieldScope field) {
        var type = field.getRawMember().getAnnotatedType();
        return !type.isAnnotationPresent(Nullable.class) && field.getRawMember().getType() != Optional.class;
    }

    private static @Nullable String description(FieldScope field) {
        var told = described(field);
        return told == null ? null : told.value();
    }

    private static @Nullable BigDecimal least(FieldScope field) {
        var told = described(field);
        return told == null || told.min() == Long.MIN_VALUE ? null : BigDecimal.valueOf(told.min());
    }

    private static @Nullable BigDecimal most(FieldScope field) {
        var told = described(field);
        return told == null || told.max() == Long.MAX_VALUE ? null : BigDecimal.valueOf(told.max());
    }

    private static @Nullable Describe described(FieldScope field) {
        return field.isFakeContainerItemScope() ? null : field.getRawMember().getAnnotation(Describe.class);
    }
}
